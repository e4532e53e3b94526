package dev.byok.testkit;

import dev.byok.testkit.EmulatedKey.State;
import java.time.Instant;
import java.util.regex.Pattern;

/** What an action works on: its parameters, the region's keys, and one moment for all decisions. */
record Call(Account account, Parameters parameters, Setting setting, Instant now) {
  private static final Pattern KEY_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Circumstances that are not parameters.
   *
   * @param region what {@code X-TC-Region} says
   * @param tagsFail whether CreateKey shall fail to set the tags
   */
  record Setting(String region, boolean tagsFail) {}

  EmulatorOptions options() {
    return account.options();
  }

  Keyring keyring() {
    return account.keyring(setting.region());
  }

  /**
   * The key that {@code KeyId} names.
   *
   * @throws ApiError {@code InvalidKeyId}, {@code CmkNotFound}
   */
  Cmk key() {
    return key(parameters.string("KeyId"));
  }

  Cmk key(String id) {
    if (!isKeyId(id)) {
      throw new ApiError("InvalidParameterValue.InvalidKeyId", "A KeyId is a UUID in lower case.");
    }
    return keyring()
        .find(id, now)
        .orElseThrow(
            () -> new ApiError("ResourceUnavailable.CmkNotFound", "The CMK does not exist."));
  }

  /**
   * The key that {@code KeyId} names, which takes material from outside.
   *
   * @throws ApiError as {@link #key()}; {@code NotExternalCmk}
   */
  Cmk externalKey() {
    Cmk key = key();
    if (!key.identity().isExternal()) {
      throw new ApiError(
          "UnsupportedOperation.NotExternalCmk", "Only a CMK of origin EXTERNAL takes material.");
    }
    return key;
  }

  /**
   * Refuses a key in any other state.
   *
   * @throws ApiError {@code CmkStateNotSupport}
   */
  void requireState(Cmk key, State... allowed) {
    if (!key.isIn(allowed)) {
      throw new ApiError(
          "ResourceUnavailable.CmkStateNotSupport",
          "The state " + key.state().wireName() + " does not allow the action.");
    }
  }

  /**
   * Refuses a key that a cloud product uses.
   *
   * @throws ApiError {@code CmkUsedByCloudProduct}
   */
  void requireUnbound(Cmk key) {
    if (!key.bindings().isEmpty()) {
      throw new ApiError(
          "FailedOperation.CmkUsedByCloudProduct", "A cloud product uses the CMK; unbind it.");
    }
  }

  static boolean isKeyId(String id) {
    return KEY_ID.matcher(id).matches();
  }
}
