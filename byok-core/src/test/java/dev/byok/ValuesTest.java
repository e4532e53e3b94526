package dev.byok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that travel with the material. */
class ValuesTest {

  @Nested
  class Of_an_import_token {
    @Test
    void tells_only_its_length() {
      assertThat(ImportToken.of("c2VjcmV0")).hasToString("ImportToken[8 chars]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "\ta", "é", "a\u007f"})
    void refuses_what_no_service_sends(String token) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ImportToken.of(token))
          .withMessageContaining("this text of " + token.length() + " characters has not");
    }

    @Test
    void refuses_more_than_8192_characters() {
      assertThat(ImportToken.of("~".repeat(8192)).value()).hasSize(8192);
      assertThatIllegalArgumentException().isThrownBy(() -> ImportToken.of("~".repeat(8193)));
    }
  }

  @Nested
  class Of_import_parameters {
    @ParameterizedTest
    @ValueSource(strings = {"", "ap guangzhou", "AP-GUANGZHOU", "ap-guangzhou\n", "ap_guangzhou"})
    void refuse_another_region(String region) {
      ImportParameters some = KeyMaterialTest.PARAMETERS;

      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new ImportParameters(
                      some.keyId(),
                      region,
                      some.algorithm(),
                      some.wrappingKey(),
                      some.token(),
                      some.validTo()))
          .withMessageContaining("such as ap-guangzhou");
    }

    @Test
    void print_neither_token_nor_modulus() {
      assertThat(KeyMaterialTest.PARAMETERS.toString())
          .contains("ap-guangzhou", "ImportToken[8 chars]", "WrappingKey[RSA_2048 sha256:")
          .hasSizeLessThan(300);
    }
  }

  @Nested
  class Of_validity {
    @Test
    void never_ends() {
      assertThat(Validity.never().validTo()).isEmpty();
      assertThat(Validity.never()).hasToString("never").isEqualTo(Validity.never());
    }

    @ParameterizedTest
    @CsvSource({
      "2027-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
      "2027-01-01T00:00:00.999999999Z, 2027-01-01T00:00:00Z",
      "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59Z"
    })
    void ends_at_a_whole_second_rounded_down(Instant asked, Instant kept) {
      assertThat(Validity.until(asked).validTo()).contains(kept);
      assertThat(Validity.until(asked)).hasToString("until " + kept);
    }

    @Test
    void is_equal_by_its_end() {
      Instant end = Instant.parse("2027-01-01T00:00:00Z");

      assertThat(Validity.until(end))
          .isEqualTo(Validity.until(end.plusMillis(1)))
          .hasSameHashCodeAs(Validity.until(end))
          .isNotEqualTo(Validity.until(end.plus(1, ChronoUnit.SECONDS)))
          .isNotEqualTo(Validity.never());
    }
  }

  @Nested
  class Of_a_key_spec {
    @ParameterizedTest
    @CsvSource({"AES_256, AES, 32", "SM4_128, SM4, 16"})
    void knows_cipher_and_length(KeySpec spec, String cipher, int lengthBytes) {
      assertThat(spec.cipher()).isEqualTo(cipher);
      assertThat(spec.lengthBytes()).isEqualTo(lengthBytes);
    }
  }
}
