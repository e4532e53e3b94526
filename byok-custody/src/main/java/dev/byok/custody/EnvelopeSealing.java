package dev.byok.custody;

import dev.byok.KeyMaterial;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the CMS message of an envelope. */
final class EnvelopeSealing {
  private EnvelopeSealing() {}

  static CmsForm seal(KeyMaterial material, EscrowFacts facts, List<EscrowRecipient> recipients) {
    requireRecipients(recipients, facts.sealedAt());
    SecureRandom random = new SecureRandom();
    byte[] contentKey = new byte[CmsEntry.CONTENT_KEY_BYTES];
    byte[] content = new byte[0];
    try {
      random.nextBytes(contentKey);
      List<CmsEntry> entries = wrap(contentKey, recipients, random);
      content = EscrowContent.encode(material, facts, entries);
      byte[] nonce = new byte[ContentCipher.NONCE_BYTES];
      random.nextBytes(nonce);
      return new CmsForm(entries, nonce, ContentCipher.encrypt(contentKey, nonce, content));
    } finally {
      Arrays.fill(contentKey, (byte) 0);
      Arrays.fill(content, (byte) 0);
    }
  }

  private static void requireRecipients(List<EscrowRecipient> recipients, Instant at) {
    if (recipients.isEmpty() || recipients.size() > CmsForm.MAX_RECIPIENTS) {
      throw new IllegalArgumentException(
          "An envelope has 1 to 16 recipients, not " + recipients.size() + ".");
    }
    if (recipients.stream().filter(PasswordRecipient.class::isInstance).count() > 1) {
      throw new IllegalArgumentException("An envelope has at most one password.");
    }
    recipients.forEach(each -> each.requireFit(at));
    if (recipients.stream().map(Object::toString).distinct().count() < recipients.size()) {
      throw new IllegalArgumentException("A certificate is given twice as a recipient.");
    }
  }

  private static List<CmsEntry> wrap(
      byte[] contentKey, List<EscrowRecipient> recipients, SecureRandom random) {
    List<CmsEntry> entries = new ArrayList<>();
    for (EscrowRecipient each : recipients) {
      try {
        entries.add(each.seal(contentKey, random));
      } catch (GeneralSecurityException | IOException | RuntimeException e) {
        // A key that passed the rules and still does not work: a point off its curve, say.
        throw new RecipientRefusedException(
            "The key of " + each + " cannot be used. Nothing was sealed.", e);
      }
    }
    return entries;
  }
}
