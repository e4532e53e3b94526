package dev.byok.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.byok.KeySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HsmTest {
  /**
   * SoftHSM takes its configuration from the environment of the process, so a JVM of its own makes
   * keys in the token and opens envelopes with them: {@link HsmOpener}.
   */
  @Test
  void opens_with_private_keys_that_never_leave_their_token(@TempDir Path folder)
      throws IOException {
    OpenSsl.require("softhsm2-util", "softhsm2");
    Files.createDirectory(folder.resolve("tokens"));
    OpenSsl tools = new OpenSsl(folder);
    tools.write("softhsm2.conf", "directories.tokendir = " + folder.resolve("tokens") + "\n");
    tools.write("pkcs11.cfg", HsmOpener.CONFIGURATION);

    OpenSsl.Result result =
        tools.shell(
            "export SOFTHSM2_CONF=$PWD/softhsm2.conf\n"
                + "softhsm2-util --init-token --free --label byok --so-pin 12345678 --pin 1234\n"
                + ("'" + System.getProperty("java.home") + "/bin/java' -cp '")
                + (System.getProperty("java.class.path") + "' dev.byok.custody.HsmOpener\n"));

    assertThat(result.output()).contains("opened with RSA", "opened with EC");
    assertThat(result.status()).isZero();
  }

  @Test
  void opens_with_the_jdk_as_provider() {
    Provider jdkEc = Security.getProvider("SunEC");
    Provider jdkRsa = Security.getProvider("SunJCE");
    EscrowEnvelope ec = Samples.envelope(Holder.P384.recipient());
    EscrowEnvelope rsa = Samples.envelope(Holder.RSA.recipient());

    assertThat(Samples.bytesOf(ec.open(Holder.P384.key(), jdkEc)))
        .isEqualTo(Samples.bytesOf(rsa.open(Holder.RSA.key(), jdkRsa)))
        .isEqualTo(Samples.bytes(KeySpec.AES_256));
  }
}
