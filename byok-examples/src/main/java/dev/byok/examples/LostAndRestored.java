package dev.byok.examples;

import static dev.byok.WrappingAlgorithm.RSAES_OAEP_SHA_256;

import com.tencentcloudapi.common.Credential;
import dev.byok.KeyCheckValue;
import dev.byok.KeyId;
import dev.byok.KeyMaterial;
import dev.byok.KeySpec;
import dev.byok.Validity;
import dev.byok.custody.CloudBinding;
import dev.byok.custody.DrillRecord;
import dev.byok.custody.EscrowEnvelope;
import dev.byok.custody.EscrowRecipient;
import dev.byok.custody.OpenedEscrow;
import dev.byok.custody.RestoreDrill;
import dev.byok.custody.WrongCopyException;
import dev.byok.kms.ExternalKeyClient;
import dev.byok.kms.KeyStateException;
import dev.byok.kms.ProofOfUse;
import dev.byok.tencent.TencentExternalKeyClient;
import dev.byok.testkit.KmsEmulator;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

/**
 * The whole drama: material expires, the data cannot be read, and an envelope brings it back. It
 * plays on the emulator only, because it moves the clock.
 *
 * <p>A password stands for the recipient, so that the example needs no certificate. Yours should be
 * the certificates of two people or more, whose keys live in different places.
 */
public final class LostAndRestored {
  private final KmsEmulator emulator;
  private final ExternalKeyClient kms;
  private final Steps steps;
  private final char[] password;

  private LostAndRestored(KmsEmulator emulator, Steps steps, char[] password) {
    this.emulator = emulator;
    this.kms =
        TencentExternalKeyClient.connect(
                new Credential(emulator.secretId(), emulator.secretKey()),
                "ap-guangzhou",
                emulator.uri())
            .withClock(emulator.clock());
    this.steps = steps;
    this.password = password;
  }

  /**
   * Runs the example.
   *
   * @param args ignored
   */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Steps steps = new Steps(out);
    char[] password = drawPassword();
    try (KmsEmulator emulator = KmsEmulator.start()) {
      steps.title("Lose a key and restore it, on the emulator at " + emulator.uri() + ".");
      new LostAndRestored(emulator, steps, password).play();
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private void play() {
    KeyId id = kms.create("payments").id();
    KeyCheckValue checkValue;
    String pem;
    try (KeyMaterial material = KeyMaterial.generate(KeySpec.AES_256)) {
      steps.next("import new material for two hours, and note its check value");
      Validity validity = Validity.until(emulator.clock().instant().plus(Duration.ofHours(2)));
      kms.importKey(id, material, RSAES_OAEP_SHA_256, validity);
      checkValue = material.checkValue().orElseThrow();
      steps.result("valid " + validity + ", check value " + checkValue);
      pem = seal(material);
    }
    drill(id, checkValue, pem);
    ProofOfUse data = lose(id);
    refuseAWrongCopy(checkValue);
    restore(id, checkValue, pem);
    steps.next("read the data");
    steps.result("read again at " + kms.proveAgain(data).provenAt());
  }

  private String seal(KeyMaterial material) {
    steps.next("seal it into an envelope; the text goes into a safe");
    EscrowEnvelope envelope =
        EscrowEnvelope.seal(
            material, "payments", emulator.clock(), EscrowRecipient.password(password.clone()));
    steps.result(
        "sealed: payments " + material.checkValue().orElseThrow() + " to " + envelope.recipients());
    return envelope.toPem();
  }

  private void drill(KeyId id, KeyCheckValue checkValue, String pem) {
    steps.next("prove that the envelope works while the key still does");
    DrillRecord record =
        RestoreDrill.expecting(checkValue, emulator.clock())
            .reimport(() -> open(pem), kms, id, CloudBinding.NOT_BOUND);
    steps.result("the copy works: " + record.toText().lines().skip(4).findFirst().orElseThrow());
  }

  private ProofOfUse lose(KeyId id) {
    steps.next("encrypt data, and let three hours pass");
    ProofOfUse data = kms.proveUse(id);
    emulator.clock().advance(Duration.ofHours(3));
    steps.result("the key is " + kms.describe(id).state());
    try {
      kms.proveAgain(data);
      throw new IllegalStateException("The key decrypts without material.");
    } catch (KeyStateException unreadable) {
      steps.result("the data cannot be read");
      return data;
    }
  }

  private void refuseAWrongCopy(KeyCheckValue checkValue) {
    steps.next("try an envelope of other material under the same name");
    String wrong;
    try (KeyMaterial other = KeyMaterial.generate(KeySpec.AES_256)) {
      wrong = seal(other);
    }
    emulator.clearRequests();
    try {
      RestoreDrill.expecting(checkValue, emulator.clock()).open(() -> open(wrong));
      throw new IllegalStateException("A wrong copy was taken for the right one.");
    } catch (WrongCopyException refused) {
      steps.result("refused: " + refused.getMessage());
      steps.result("requests sent: " + emulator.requests().size());
    }
  }

  private void restore(KeyId id, KeyCheckValue checkValue, String pem) {
    steps.next("open the right envelope, check it, and import it");
    RestoreDrill.expecting(checkValue, emulator.clock()).open(() -> open(pem));
    try (OpenedEscrow opened = open(pem)) {
      steps.result("opened: " + opened.facts().name() + " " + opened.facts().checkValue());
      kms.importKey(id, opened.material(), RSAES_OAEP_SHA_256, Validity.never());
    }
    steps.result("the key is " + kms.describe(id).state());
  }

  private OpenedEscrow open(String pem) {
    return EscrowEnvelope.fromPem(pem).open(password.clone());
  }

  /** 26 letters, drawn: 122 bits, so that nobody guesses them however long an attack lasts. */
  private static char[] drawPassword() {
    SecureRandom random = new SecureRandom();
    char[] password = new char[26];
    for (int i = 0; i < password.length; i++) {
      password[i] = (char) ('a' + random.nextInt(26));
    }
    return password;
  }
}
