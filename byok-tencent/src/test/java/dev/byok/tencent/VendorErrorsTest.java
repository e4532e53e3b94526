package dev.byok.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.byok.KeyId;
import dev.byok.kms.AliasTakenException;
import dev.byok.kms.ClockSkewException;
import dev.byok.kms.ImportTokenExpiredException;
import dev.byok.kms.KeyInUseException;
import dev.byok.kms.KeyMaterialMismatchException;
import dev.byok.kms.KeyMaterialRejectedException;
import dev.byok.kms.KeyNotExternalException;
import dev.byok.kms.KeyNotFoundException;
import dev.byok.kms.KeyStateException;
import dev.byok.kms.KmsAccessDeniedException;
import dev.byok.kms.KmsException;
import dev.byok.kms.KmsQuotaExceededException;
import dev.byok.kms.KmsThrottledException;
import dev.byok.kms.KmsUnavailableException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VendorErrorsTest {
  private static final Attempt ATTEMPT = Attempt.on("EnableKey", KeyId.of("key-1"));

  private static KmsException translate(String code) {
    return VendorErrors.translate(
        ATTEMPT, new TencentCloudSDKException("the service's words", "request-1", code));
  }

  static Stream<Arguments> codes() {
    return Stream.of(
        Arguments.of("ResourceUnavailable.TokenExpired", ImportTokenExpiredException.class),
        Arguments.of("InvalidParameterValue.MaterialNotMatch", KeyMaterialMismatchException.class),
        Arguments.of("InvalidParameter.DecryptMaterialError", KeyMaterialRejectedException.class),
        Arguments.of("ResourceUnavailable.CmkNotFound", KeyNotFoundException.class),
        Arguments.of("InvalidParameterValue.InvalidKeyId", KeyNotFoundException.class),
        Arguments.of("UnsupportedOperation.NotExternalCmk", KeyNotExternalException.class),
        Arguments.of("ResourceUnavailable.CmkDisabled", KeyStateException.class),
        Arguments.of("ResourceUnavailable.CmkArchived", KeyStateException.class),
        Arguments.of("ResourceUnavailable.CmkShouldBeDisabled", KeyStateException.class),
        Arguments.of("ResourceUnavailable.CmkNotPendingDelete", KeyStateException.class),
        Arguments.of("ResourceUnavailable.CmkStateNotSupport", KeyStateException.class),
        Arguments.of("ResourceUnavailable.KeyPendingDelete", KeyStateException.class),
        Arguments.of("InvalidParameterValue.AliasAlreadyExists", AliasTakenException.class),
        Arguments.of("FailedOperation.CmkUsedByCloudProduct", KeyInUseException.class),
        Arguments.of("LimitExceeded.CmkLimitExceeded", KmsQuotaExceededException.class),
        Arguments.of("AuthFailure.SignatureExpire", ClockSkewException.class),
        Arguments.of("FailedOperation.TaggingError", KmsException.class),
        Arguments.of("AuthFailure", KmsAccessDeniedException.class),
        Arguments.of("AuthFailure.SignatureFailure", KmsAccessDeniedException.class),
        Arguments.of("AuthFailure.UnauthorizedOperation", KmsAccessDeniedException.class),
        Arguments.of("UnauthorizedOperation", KmsAccessDeniedException.class),
        Arguments.of("UnauthorizedOperation.CamNoAuth", KmsAccessDeniedException.class),
        Arguments.of("UnsupportedOperation.NotRoleOperation", KmsAccessDeniedException.class),
        Arguments.of("RequestLimitExceeded", KmsThrottledException.class),
        Arguments.of("RequestLimitExceeded.UinLimitExceeded", KmsThrottledException.class),
        Arguments.of("RequestLimitExceeded.RotateRateLimited", KmsException.class),
        Arguments.of(
            "UnsupportedOperation.ServiceTemporaryUnavailable", KmsUnavailableException.class),
        Arguments.of("InternalError", KmsUnavailableException.class),
        Arguments.of("InternalError.DbError", KmsUnavailableException.class),
        Arguments.of("ServerSideError", KmsUnavailableException.class),
        Arguments.of("InvalidParameter", KmsException.class),
        Arguments.of("BrandNew.CodeOfTomorrow", KmsException.class));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void gives_each_code_its_remedy(String code, Class<?> remedy) {
    KmsException exception = translate(code);

    assertThat(exception).isExactlyInstanceOf(remedy);
    assertThat(exception.errorCode()).contains(code);
    assertThat(exception.requestId()).contains("request-1");
    assertThat(exception)
        .hasMessageContaining("EnableKey for key key-1")
        .hasMessageContaining(code)
        .hasMessageContaining("the service's words")
        .hasMessageMatching("(?s).*See TROUBLESHOOTING\\.md#[a-z-]+");
  }

  @ParameterizedTest
  @CsvSource({
    "RequestLimitExceeded, false",
    "UnsupportedOperation.ServiceTemporaryUnavailable, false",
    "InternalError, true",
    "ServerSideError, true"
  })
  void says_whether_the_request_may_have_been_carried_out(String code, boolean unknown) {
    assertThat(((KmsUnavailableException) translate(code)).mayHaveBeenCarriedOut())
        .isEqualTo(unknown);
  }

  @Test
  void does_not_call_a_fault_of_the_service_a_refusal() {
    assertThat(translate("InternalError"))
        .hasMessageStartingWith("EnableKey for key key-1 failed.");
    assertThat(translate("RequestLimitExceeded"))
        .hasMessageStartingWith("EnableKey for key key-1 was not let through.");
    assertThat(translate("ResourceUnavailable.CmkDisabled"))
        .hasMessageStartingWith("EnableKey for key key-1 was refused.");
  }

  @Test
  void does_not_repeat_what_an_unchecked_failure_quotes() {
    KmsException exception =
        VendorErrors.malformed(ATTEMPT, new IllegalArgumentException("value: TOPSECRET"));
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));

    assertThat(trace.toString())
        .doesNotContain("TOPSECRET")
        .contains("java.lang.IllegalArgumentException", "does_not_repeat_what");
  }

  static Stream<Arguments> brokenConnections() {
    return Stream.of(
        Arguments.of(new ConnectException("refused"), false),
        Arguments.of(new UnknownHostException("nowhere"), false),
        Arguments.of(new SocketTimeoutException("timeout"), true),
        Arguments.of(new InterruptedIOException("timeout"), true),
        Arguments.of(new java.io.IOException("unexpected end of stream"), true));
  }

  @ParameterizedTest
  @MethodSource("brokenConnections")
  void reads_the_cause_when_there_was_no_answer(Exception cause, boolean unknown) {
    KmsException exception =
        VendorErrors.translate(ATTEMPT, new TencentCloudSDKException("", cause));

    assertThat(exception).isInstanceOf(KmsUnavailableException.class);
    assertThat(((KmsUnavailableException) exception).mayHaveBeenCarriedOut()).isEqualTo(unknown);
    assertThat(exception.errorCode()).isEmpty();
    assertThat(exception.requestId()).isEmpty();
    assertThat(exception).hasRootCause(cause).hasMessageContaining("got no usable answer");
  }

  @Test
  void shortens_a_long_answer_of_the_service() {
    KmsException exception =
        VendorErrors.translate(
            ATTEMPT, new TencentCloudSDKException("x\n".repeat(5000), null, "Odd.Code"));

    assertThat(exception.getMessage()).hasSizeLessThan(1000).doesNotContain("\n");
  }
}
