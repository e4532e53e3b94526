package dev.byok.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.byok.ByokException;
import dev.byok.KeyId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KmsValuesTest {
  private static final Throwable CAUSE = new IllegalStateException("cause");

  static Stream<KmsException> refusals() {
    return Stream.of(
        new KmsException("m", "Code", "id", CAUSE),
        new AliasTakenException("m", "Code", "id", CAUSE),
        new ClockSkewException("m", "Code", "id", CAUSE),
        new ImportTokenExpiredException("m", "Code", "id", CAUSE),
        new KeyInUseException("m", "Code", "id", CAUSE),
        new KeyMaterialMismatchException("m", "Code", "id", CAUSE),
        new KeyMaterialRejectedException("m", "Code", "id", CAUSE),
        new KeyNotExternalException("m", "Code", "id", CAUSE),
        new KeyNotFoundException("m", "Code", "id", CAUSE),
        new KeyStateException("m", "Code", "id", CAUSE),
        new KmsAccessDeniedException("m", "Code", "id", CAUSE),
        new KmsQuotaExceededException("m", "Code", "id", CAUSE),
        new KmsUnavailableException("m", "Code", "id", CAUSE, true));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void every_refusal_tells_code_and_request(KmsException refusal) {
    assertThat(refusal).isInstanceOf(ByokException.class).hasMessage("m").hasCause(CAUSE);
    assertThat(refusal.errorCode()).contains("Code");
    assertThat(refusal.requestId()).contains("id");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void every_refusal_survives_serialisation(KmsException refusal) throws Exception {
    assertThat(copyOf(refusal))
        .isInstanceOfSatisfying(
            refusal.getClass(), copy -> assertThat(copy.errorCode()).contains("Code"));
  }

  @Test
  void no_answer_has_no_code_and_says_whether_it_may_have_been_carried_out() {
    KmsUnavailableException refused = new KmsUnavailableException("m", null, null, null, false);

    assertThat(refused.errorCode()).isEmpty();
    assertThat(refused.requestId()).isEmpty();
    assertThat(refused.mayHaveBeenCarriedOut()).isFalse();
    assertThat(new KmsUnavailableException("m", null, null, null, true).mayHaveBeenCarriedOut())
        .isTrue();
  }

  @Test
  void a_key_that_could_not_be_tagged_is_named() throws Exception {
    TaggingFailedException refused = new TaggingFailedException("m", KeyId.of("cmk"), "Code", "id");

    assertThat(((TaggingFailedException) copyOf(refused)).keyId()).isEqualTo(KeyId.of("cmk"));
  }

  @Test
  void a_new_key_keeps_its_own_copy_of_the_tags_in_their_order() {
    Map<String, String> tags = new LinkedHashMap<>(Map.of("team", "payments"));
    NewKey key = new NewKey("alias", "", tags, Optional.empty());

    tags.put("more", "later");
    NewKey tagged = key.withTag("env", "prod").withDescription("text").withCluster("hsm-1");

    assertThat(key.tags()).containsOnlyKeys("team");
    assertThat(tagged.tags())
        .containsExactly(Map.entry("team", "payments"), Map.entry("env", "prod"));
    assertThat(tagged.description()).isEqualTo("text");
    assertThat(tagged.clusterId()).contains("hsm-1");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> tagged.tags().put("a", "b"));
  }

  private static Object copyOf(Object original) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(original);
    return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }
}
