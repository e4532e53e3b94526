package dev.byok.tencent;

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
import org.jspecify.annotations.Nullable;

/** What the service's refusals mean, and what to do about them. */
enum Remedy {
  TOKEN_EXPIRED(
      "token-expired",
      "Its parameters are older than 24 hours, or newer ones were fetched for this key since.",
      "Fetch parameters, wrap, and import again.",
      ImportTokenExpiredException::new),
  MATERIAL_MISMATCH(
      "material-mismatch",
      "The key once held other material, and takes only exactly the same bytes again.",
      "Find the original: compare its check value with the receipt of the first import. If it is lost,"
          + " so is the data; create a new key for new data.",
      KeyMaterialMismatchException::new),
  MATERIAL_REJECTED(
      "material-rejected",
      "The service could not open what was sent.",
      "Fetch parameters and wrap with this library, then import at once.",
      KeyMaterialRejectedException::new),
  KEY_NOT_FOUND(
      "key-not-found",
      "There is no such key in this account and region.",
      "Check the id, the region and the account; a key whose deletion date has passed is gone.",
      KeyNotFoundException::new),
  NOT_EXTERNAL(
      "not-external",
      "The service made the material of this key itself, so none can be brought.",
      "Create an external key.",
      KeyNotExternalException::new),
  NOT_USABLE(
      "key-state",
      "The key is disabled, or it holds no material now because that was deleted or has expired.",
      "Describe the key: enable it if it is DISABLED; import the same material again if it is"
          + " PENDING_IMPORT.",
      KeyStateException::new),
  KEY_ENABLED(
      "key-state",
      "The key is enabled, and only a disabled one can be scheduled for deletion.",
      "Disable it first.",
      KeyStateException::new),
  NOT_PENDING_DELETION(
      "key-state",
      "No deletion of this key is scheduled.",
      "There is nothing to cancel; describe the key to see its state.",
      KeyStateException::new),
  OTHER_STATE(
      "key-state",
      "The state of the key does not allow this. Material is taken only by keys that are enabled or"
          + " pending import; a key pending import cannot be used; a key pending deletion can only be"
          + " described and its deletion cancelled.",
      "Describe the key to see its state, and bring it into one that allows this.",
      KeyStateException::new),
  ALIAS_TAKEN(
      "alias-taken",
      "Another key has this alias; after an unclear failure it may be the one that you created.",
      "Look it up by its alias (letter case may not count), or choose another.",
      AliasTakenException::new),
  KEY_IN_USE(
      "key-in-use",
      "A cloud product uses this key.",
      "Unbind it there first: what that product encrypted cannot be read without the key.",
      KeyInUseException::new),
  QUOTA(
      "quota",
      "The account has as many keys in this region as it may (200 by default; keys pending deletion do"
          + " not count).",
      "Schedule the deletion of keys that nobody needs, or have the quota raised.",
      KmsQuotaExceededException::new),
  CLOCK(
      "clock",
      "The clock of this machine differs from the service's by more than 5 minutes.",
      "Set the clock (NTP), then repeat; nothing was carried out.",
      ClockSkewException::new),
  ACCESS_DENIED(
      "access-denied",
      "The credential is wrong or expired, or its policy does not allow this action on this key.",
      "Check secret id, key and token, and grant the CAM permission that README.md lists for it.",
      KmsAccessDeniedException::new),
  THROTTLED(
      "unavailable",
      "Too many requests were sent for the rate that the service allows.",
      "Slow down and repeat; nothing was carried out.",
      KmsThrottledException::new),
  TEMPORARILY_UNAVAILABLE(
      "unavailable",
      "The service is temporarily unavailable.",
      "Repeat later; nothing was carried out.",
      (message, code, id, cause) -> new KmsUnavailableException(message, code, id, cause, false)),
  INTERNAL_ERROR(
      "unavailable",
      "The service had a fault of its own.",
      "Whether the request was carried out is not known: look at the key before repeating what must not"
          + " happen twice; an import of the same material may be repeated.",
      (message, code, id, cause) -> new KmsUnavailableException(message, code, id, cause, true)),
  HTTP_ERROR(
      "unavailable",
      "It was answered by an HTTP status other than 200, by the service, a proxy or a gateway.",
      INTERNAL_ERROR.whatToDo,
      (message, code, id, cause) -> new KmsUnavailableException(message, code, id, cause, true)),
  TAGGING(
      "tagging",
      "The tag service failed; whether the key was created nevertheless is not known.",
      "Look the alias up before creating the key again.",
      KmsException::new),
  OTHER(
      "other-codes",
      "This library knows no remedy for that code.",
      "Read what the service said; its documentation explains the code.",
      KmsException::new);

  private final String anchor;
  private final String why;
  private final String whatToDo;
  private final ExceptionMaker maker;

  Remedy(String anchor, String why, String whatToDo, ExceptionMaker maker) {
    this.anchor = anchor;
    this.why = why;
    this.whatToDo = whatToDo;
    this.maker = maker;
  }

  static Remedy of(String code) {
    return switch (code) {
      case "ResourceUnavailable.TokenExpired" -> TOKEN_EXPIRED;
      case "InvalidParameterValue.MaterialNotMatch" -> MATERIAL_MISMATCH;
      case "InvalidParameter.DecryptMaterialError" -> MATERIAL_REJECTED;
      case "ResourceUnavailable.CmkNotFound", "InvalidParameterValue.InvalidKeyId" -> KEY_NOT_FOUND;
      case "UnsupportedOperation.NotExternalCmk" -> NOT_EXTERNAL;
      case "ResourceUnavailable.CmkDisabled" -> NOT_USABLE;
      case "ResourceUnavailable.CmkShouldBeDisabled" -> KEY_ENABLED;
      case "ResourceUnavailable.CmkNotPendingDelete" -> NOT_PENDING_DELETION;
      case "ResourceUnavailable.CmkStateNotSupport",
          "ResourceUnavailable.CmkArchived",
          "ResourceUnavailable.KeyPendingDelete" ->
          OTHER_STATE;
      case "InvalidParameterValue.AliasAlreadyExists" -> ALIAS_TAKEN;
      case "FailedOperation.CmkUsedByCloudProduct" -> KEY_IN_USE;
      case "LimitExceeded", "LimitExceeded.CmkLimitExceeded" -> QUOTA;
      case "AuthFailure.SignatureExpire" -> CLOCK;
      case "FailedOperation.TaggingError" -> TAGGING;
      case "UnsupportedOperation.ServiceTemporaryUnavailable" -> TEMPORARILY_UNAVAILABLE;
      case "UnsupportedOperation.NotRoleOperation" -> ACCESS_DENIED;
      // One rotation a day is no matter of pace, and none that this library asks for.
      case "RequestLimitExceeded.RotateRateLimited" -> OTHER;
      default -> ofFamily(code);
    };
  }

  /** The service refines codes behind a dot; these first parts mean the same in every form. */
  private static Remedy ofFamily(String code) {
    return switch (code.split("\\.", 2)[0]) {
      case "AuthFailure", "UnauthorizedOperation" -> ACCESS_DENIED;
      case "RequestLimitExceeded" -> THROTTLED;
      case "InternalError" -> INTERNAL_ERROR;
      default -> OTHER;
    };
  }

  /** What became of the request, to follow its name. */
  String verdict() {
    return switch (this) {
      case THROTTLED, TEMPORARILY_UNAVAILABLE -> " was not let through. ";
      case INTERNAL_ERROR, HTTP_ERROR, TAGGING -> " failed. ";
      default -> " was refused. ";
    };
  }

  /** Whether the age and order of the parameters may explain it. */
  boolean concernsParameters() {
    return this == TOKEN_EXPIRED || this == MATERIAL_REJECTED;
  }

  String anchor() {
    return anchor;
  }

  String why() {
    return why;
  }

  String whatToDo() {
    return whatToDo;
  }

  KmsException exception(String message, String code, @Nullable String requestId, Throwable cause) {
    return maker.make(message, code, requestId, cause);
  }

  @FunctionalInterface
  private interface ExceptionMaker {
    KmsException make(
        String message,
        @Nullable String errorCode,
        @Nullable String requestId,
        @Nullable Throwable cause);
  }
}
