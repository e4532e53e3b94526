package dev.byok.custody;

import static dev.byok.custody.EscrowRefusedException.Reason.FACTS_DIFFER;
import static dev.byok.custody.EscrowRefusedException.Reason.NOT_A_RECIPIENT;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the entry that a key or password opens, and takes the material out. */
final class EnvelopeOpening {
  private EnvelopeOpening() {}

  /** What a recipient opens envelopes with. */
  sealed interface Opener {
    /** Says whether an entry is of the kind that this can open. */
    boolean fits(CmsEntry entry);

    /** The caller zeroises the result. */
    byte[] unwrap(CmsEntry entry) throws GeneralSecurityException;
  }

  record WithKey(PrivateKey key, Provider provider) implements Opener {
    @Override
    public boolean fits(CmsEntry entry) {
      boolean rsa = key.getAlgorithm().equals("RSA");
      return rsa ? entry instanceof RsaEntry : entry instanceof EcEntry;
    }

    @Override
    public byte[] unwrap(CmsEntry entry) throws GeneralSecurityException {
      return entry instanceof RsaEntry rsa
          ? rsa.unwrap(key, provider)
          : ((EcEntry) entry).unwrap(key, provider);
    }

    @Override
    public String toString() {
      return "this " + key.getAlgorithm() + " key in provider " + provider.getName();
    }
  }

  record WithPassword(char[] password, PasswordKdf kdf) implements Opener {
    @Override
    public boolean fits(CmsEntry entry) {
      return entry instanceof PasswordEntry;
    }

    @Override
    public byte[] unwrap(CmsEntry entry) throws GeneralSecurityException {
      return ((PasswordEntry) entry).unwrap(password, kdf);
    }

    @Override
    public String toString() {
      return "this password";
    }
  }

  static OpenedEscrow open(CmsForm form, @Nullable EscrowFacts claimed, Opener opener) {
    Exception cause = null;
    for (CmsEntry entry : form.entries()) {
      if (!opener.fits(entry)) {
        continue;
      }
      byte[] contentKey;
      try {
        contentKey = opener.unwrap(entry);
      } catch (GeneralSecurityException | RuntimeException e) {
        // A key of another recipient, or a provider that reports so as an unchecked exception.
        cause = e;
        continue;
      }
      return decrypt(form, claimed, entry, contentKey);
    }
    throw notARecipient(form, opener, cause);
  }

  private static OpenedEscrow decrypt(
      CmsForm form, @Nullable EscrowFacts claimed, CmsEntry entry, byte[] contentKey) {
    byte[] content = new byte[0];
    try {
      if (contentKey.length != CmsEntry.CONTENT_KEY_BYTES) {
        throw CmsForm.unsupported("its content key has " + contentKey.length + " bytes");
      }
      content = form.decrypt(contentKey);
      return requireClaim(claimed, EscrowContent.decode(content, entry));
    } finally {
      Arrays.fill(contentKey, (byte) 0);
      Arrays.fill(content, (byte) 0);
    }
  }

  private static OpenedEscrow requireClaim(@Nullable EscrowFacts claimed, OpenedEscrow opened) {
    if (claimed == null || claimed.equals(opened.facts())) {
      return opened;
    }
    opened.close();
    throw new EscrowRefusedException(
        FACTS_DIFFER,
        "The lines before the PEM block say "
            + claimed
            + ", the content says "
            + opened.facts()
            + ". The lines were changed, or belong to another envelope: find out which key this is,"
            + " then remove them.");
  }

  private static EscrowRefusedException notARecipient(
      CmsForm form, Opener opener, @Nullable Exception cause) {
    return new EscrowRefusedException(
        NOT_A_RECIPIENT,
        "The envelope does not open with "
            + opener
            + ". It is sealed to: "
            + String.join("; ", form.entries().stream().map(Object::toString).toList())
            + ". Use the key or password of one of them; if you did, that entry is damaged, and a key"
            + " in an HSM needs the provider that holds it.",
        cause);
  }
}
