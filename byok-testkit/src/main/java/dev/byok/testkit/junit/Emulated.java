package dev.byok.testkit.junit;

import dev.byok.testkit.Edition;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a parameter of a test or lifecycle method, or a field of a test class, of type {@link
 * dev.byok.testkit.KmsEmulator} that JUnit Jupiter shall fill.
 *
 * <p>Each test gets an emulator of its own, closed after it. All that asks for the same edition
 * during one test, such as a {@code @BeforeEach} method and the test itself, gets the same one.
 * Static fields, constructors and {@code @BeforeAll} methods would outlive the test and are
 * refused.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EmulatorExtension.class)
public @interface Emulated {
  /**
   * Edition of the region emulated.
   *
   * @return FIPS unless said otherwise
   */
  Edition edition() default Edition.FIPS;
}
