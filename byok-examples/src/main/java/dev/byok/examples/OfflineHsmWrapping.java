package dev.byok.examples;

import dev.byok.WrappingAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Two stations, and the key is in the HSM of the offline one: {@link OfflineWrapping} with an
 * {@link OfflineHsmStation}.
 */
public final class OfflineHsmWrapping {
  private OfflineHsmWrapping() {}

  /**
   * Runs the example. The offline station reads the user PIN from standard input, a line that ends
   * with Enter; {@code stty -echo} keeps it off the screen.
   *
   * @param args the path of the HSM's PKCS#11 library, the label of the token, the label of a key
   *     in it, and an algorithm by which the token wraps, such as {@code RSAES_OAEP_SHA_256};
   *     behind them nothing for the emulator, {@code --real} for the real service
   * @throws IOException if a file cannot be written or read, or the second JVM fails
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 4) {
      throw new IllegalArgumentException(
          "Run it with the path of the PKCS#11 library, the label of the token, the label of the"
              + " key and the algorithm: OfflineHsmWrapping /usr/lib/softhsm/libsofthsm2.so byok"
              + " payments-2026 RSAES_OAEP_SHA_1");
    }
    Station station = Station.withHsm(Path.of(args[0]), args[1], args[2]);
    WrappingAlgorithm algorithm = WrappingAlgorithm.valueOf(args[3]);
    OfflineWrapping.run(System.out, station, algorithm, Arrays.copyOfRange(args, 4, args.length));
  }
}
