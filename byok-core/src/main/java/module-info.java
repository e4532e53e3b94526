import org.jspecify.annotations.NullMarked;

/**
 * Key material, its wrapping under the key of a KMS, and the port through which external keys are
 * managed.
 *
 * <p>Start with {@link dev.byok.KeyMaterial} and {@link dev.byok.kms.ExternalKeyClient}.
 */
@NullMarked
module dev.byok {
  requires org.bouncycastle.provider;
  requires static transitive org.jspecify;

  exports dev.byok;
  exports dev.byok.kms;
}
