package dev.byok.custody;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The one provider instance of this package, never registered and so never found by others. */
final class PrivateProvider {
  static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private PrivateProvider() {}
}
