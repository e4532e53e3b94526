package dev.byok.pkcs11;

class OpenCryptokiContractTest extends TokenContract {
  @Override
  RealToken real() {
    return RealToken.openCryptoki();
  }
}
