package dev.byok.pkcs11;

class SoftHsmContractTest extends TokenContract {
  @Override
  RealToken real() {
    return RealToken.softHsm();
  }
}
