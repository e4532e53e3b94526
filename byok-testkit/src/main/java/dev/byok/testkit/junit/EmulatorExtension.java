package dev.byok.testkit.junit;

import dev.byok.testkit.Edition;
import dev.byok.testkit.EmulatorOptions;
import dev.byok.testkit.KmsEmulator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Fills what {@link Emulated} marks. The store of the test closes its emulators. */
final class EmulatorExtension implements BeforeEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(EmulatorExtension.class);

  @Override
  public void beforeEach(ExtensionContext context) {
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
        fill(instance, type, context);
      }
    }
  }

  private static void fill(Object instance, Class<?> type, ExtensionContext context) {
    for (Field field : type.getDeclaredFields()) {
      Emulated wish = field.getAnnotation(Emulated.class);
      if (wish != null) {
        require(!Modifier.isStatic(field.getModifiers()), field + " is static");
        require(field.getType() == KmsEmulator.class, field + " is not a KmsEmulator");
        set(field, instance, emulator(context, wish.edition()));
      }
    }
  }

  private static void set(Field field, Object instance, KmsEmulator emulator) {
    try {
      field.setAccessible(true);
      field.set(instance, emulator);
    } catch (IllegalAccessException e) {
      throw new ExtensionConfigurationException("@Emulated cannot set " + field, e);
    }
  }

  private static void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new ExtensionConfigurationException("@Emulated has no use here: " + otherwise);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.isAnnotated(Emulated.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (parameter.getParameter().getType() != KmsEmulator.class) {
      throw new ParameterResolutionException("@Emulated needs a parameter of type KmsEmulator");
    }
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "@Emulated gives an emulator to one test; constructors and @BeforeAll outlive it");
    }
    Emulated wish = parameter.findAnnotation(Emulated.class).orElseThrow();
    return emulator(context, wish.edition());
  }

  private static KmsEmulator emulator(ExtensionContext context, Edition edition) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(
            edition,
            wanted -> KmsEmulator.start(EmulatorOptions.defaults().withEdition(wanted)),
            KmsEmulator.class);
  }
}
