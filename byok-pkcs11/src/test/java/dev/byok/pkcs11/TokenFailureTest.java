package dev.byok.pkcs11;

import static dev.byok.KeySpec.AES_256;
import static dev.byok.WrappingAlgorithm.RSAES_PKCS1_V1_5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.byok.WrappingAlgorithm;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tokens do that stand on no desk: a real token, with some of its answers replaced. */
class TokenFailureTest {
  private static final long MECHANISM_INVALID = 0x70;
  private static final long MECHANISM_PARAM_INVALID = 0x71;
  private static final long SESSION_COUNT = 0xb1;
  private static final long ACTION_PROHIBITED = 0x1b;
  private static final long FUNCTION_FAILED = 0x6;

  private Interposed between;
  private RawToken raw;
  private Pkcs11Token token;
  private Pkcs11Key key;

  @BeforeEach
  void open() {
    RealToken real = RealToken.softHsm();
    between = Interposed.on(real);
    raw = real.raw();
    token = real.open(between);
    key = token.generate("payments", AES_256);
  }

  @AfterEach
  void leave_nothing_behind() throws Exception {
    if (raw != null) {
      between.mended();
      raw.destroyAll();
      token.close();
      raw.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0x30, was removed, hsm-token-removed",
    "0x32, was removed, hsm-token-removed",
    "0xe0, was removed, hsm-token-removed",
    "0xb3, Other code in this process, hsm-neighbours",
    "0x101, Other code in this process, hsm-neighbours",
    "0x190, Other code in this process, hsm-neighbours",
    "0x82, Find the key again, hsm-neighbours",
    "0x31, has no room, hsm-room",
    "0x71, wrappingAlgorithms(), hsm-algorithm",
    "0xd1, policy forbids, hsm-policy",
    "0x6, log of the HSM, hsm-other",
    "0x80000001, log of the HSM, hsm-other"
  })
  void every_answer_has_a_remedy(String code, String remedy, String anchor) {
    between.failing("C_WrapKey", Long.decode(code));

    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5)))
        .withMessageStartingWith("Wrapping Pkcs11Key[AES_256 'payments' in ")
        .withMessageContaining(remedy)
        .withMessageEndingWith("TROUBLESHOOTING.md#" + anchor)
        .satisfies(e -> assertThat(e.returnCode()).isPresent());
  }

  @Test
  void a_removed_token_can_be_closed() {
    for (String each : new String[] {"C_Logout", "C_CloseSession", "C_WrapKey"}) {
      between.failing(each, 0x32);
    }

    token.close();

    between.mended();
    assertThat(token.toString()).endsWith("closed]");
  }

  @Test
  void a_trial_that_fails_for_want_of_a_token_is_not_remembered() {
    between.failing("C_WrapKey", 0x32);
    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(token::wrappingAlgorithms)
        .withMessageContaining("was removed");

    between.mended();

    assertThat(token.wrappingAlgorithms()).contains(RSAES_PKCS1_V1_5);
  }

  @Test
  void says_that_a_mechanism_is_not_offered() {
    between.failing(
        "C_GetMechanismInfo", MECHANISM_INVALID, arguments -> arguments[1].equals(0x9L));

    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> key.requireWrappable(WrappingAlgorithm.RSAES_OAEP_SHA_1))
        .withMessageContaining("it does not list CKM_RSA_PKCS_OAEP for wrapping")
        .withMessageContaining("It wraps by [RSAES_PKCS1_V1_5]")
        .withMessageEndingWith("#hsm-algorithm");
  }

  @Test
  void says_so_if_it_makes_no_generic_secrets() {
    between.failing(
        "C_GetMechanismInfo", MECHANISM_INVALID, arguments -> arguments[1].equals(0x350L));

    assertThat(token.keySpecs()).containsExactly(AES_256);
  }

  @Test
  void a_token_that_lets_nobody_make_keys_is_believed_in_what_it_lists() {
    between.failing("C_GenerateKey", ACTION_PROHIBITED);

    key.requireWrappable(RSAES_PKCS1_V1_5);

    assertThat(token.wrappingAlgorithms()).containsExactlyInAnyOrder(WrappingAlgorithm.values());
    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> token.generate("more", AES_256))
        .withMessageContaining("policy forbids");
  }

  @Test
  void without_a_check_value_and_without_ecb_a_key_is_not_checked() {
    between.failing(
        "C_GetAttributeValue", 0x12, arguments -> asks(arguments, Template.CHECK_VALUE));
    assertThat(token.find("payments").checkValue()).isEqualTo(key.checkValue());

    between.failing("C_EncryptInit", MECHANISM_PARAM_INVALID);

    assertThat(token.find("payments").checkValue()).isEmpty();
  }

  private static boolean asks(Object[] arguments, long type) {
    return ((iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE[]) arguments[2])[0].type == type;
  }

  @Test
  void a_session_in_which_something_failed_is_not_used_again() {
    between.failing("C_WrapKey", FUNCTION_FAILED);
    int closed = between.count("C_CloseSession");

    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5)));

    assertThat(between.count("C_CloseSession")).isEqualTo(closed + 1);
    assertThat(between.count("C_DestroyObject")).isEqualTo(between.count("C_CreateObject"));
  }

  @Test
  void an_operation_waits_for_a_session_where_the_token_has_no_more() throws Exception {
    CountDownLatch wrapping = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    between.failing(
        "C_WrapKey",
        0,
        arguments -> {
          wrapping.countDown();
          await(refused);
          return false;
        });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> first = threads.submit(() -> key.wrap(TestKms.parameters(RSAES_PKCS1_V1_5)));
      await(wrapping);
      between.failing(
          "C_OpenSession",
          SESSION_COUNT,
          arguments -> {
            refused.countDown();
            return true;
          });
      Future<?> second = threads.submit(() -> token.find("payments"));

      first.get();
      assertThat(second.get()).isNotNull();
    } finally {
      threads.shutdown();
    }
  }

  private Cryptoki cryptoki() {
    return new Cryptoki(RealToken.softHsm().library(), between.calls());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  @Test
  void making_a_key_gets_the_session_that_another_operation_left() throws Exception {
    token.find("payments");
    between.failing(
        "C_OpenSession", SESSION_COUNT, arguments -> between.count("C_CloseSession") < 2);

    assertThat(token.generate("more", AES_256).label()).isEqualTo("more");
  }

  @Test
  void says_that_the_token_has_no_session_left_when_patience_ends() {
    SessionPool impatient = new SessionPool(cryptoki(), raw.slot, Duration.ZERO);
    between.failing("C_OpenSession", SESSION_COUNT);

    assertThatExceptionOfType(PKCS11Exception.class)
        .isThrownBy(() -> impatient.use(session -> session))
        .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(SESSION_COUNT));
  }

  @Test
  void a_library_that_fails_to_list_its_tokens_is_named() {
    between.failing("C_GetSlotList", FUNCTION_FAILED);
    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(cryptoki()::slots)
        .withMessageContaining("Listing the tokens of PKCS#11 library")
        .withMessageContaining("CKR_FUNCTION_FAILED");
  }

  @Test
  void a_library_without_tokens_is_told_how_to_look() {
    between.failing("C_GetTokenInfo", 0xe0);
    assertThatExceptionOfType(Pkcs11Exception.class)
        .isThrownBy(() -> Pkcs11Token.open(cryptoki(), TokenSelector.slot(1), new char[4]))
        .withMessageContaining("has no token with slot 1. It shows no token at all");
  }

  @Test
  void sends_the_full_parameters_of_oaep() {
    CK_MECHANISM mechanism = Mechanisms.wrapping(WrappingAlgorithm.RSAES_OAEP_SHA_256);

    assertThat(mechanism.mechanism).isEqualTo(9);
    assertThat(mechanism.pParameter)
        .hasFieldOrPropertyWithValue("hashAlg", 0x250L)
        .hasFieldOrPropertyWithValue("mgf", 2L)
        .hasFieldOrPropertyWithValue("source", 1L)
        .hasFieldOrPropertyWithValue("pSourceData", null);
  }
}
