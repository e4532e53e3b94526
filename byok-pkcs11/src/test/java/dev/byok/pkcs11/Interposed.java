package dev.byok.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Stands between our code and a real PKCS#11 library: counts the calls, notes the attributes that
 * are asked for, and answers chosen calls with an error of a token that cannot be had on a desk.
 */
final class Interposed {
  private final PKCS11 real;
  private final Map<String, Integer> counts = new HashMap<>();
  private final Set<Long> attributesAskedFor = new HashSet<>();
  private final Map<String, Long> failures = new HashMap<>();
  private final Map<String, Predicate<Object[]>> conditions = new HashMap<>();

  Interposed(PKCS11 real) {
    this.real = real;
  }

  static Interposed on(RealToken token) {
    return new Interposed(Cryptoki.load(token.library()).calls());
  }

  /** From now on the function returns this code instead of being called. */
  synchronized Interposed failing(String function, long code) {
    return failing(function, code, arguments -> true);
  }

  synchronized Interposed failing(String function, long code, Predicate<Object[]> when) {
    failures.put(function, code);
    conditions.put(function, when);
    return this;
  }

  synchronized Interposed mended() {
    failures.clear();
    return this;
  }

  synchronized int count(String function) {
    return counts.getOrDefault(function, 0);
  }

  synchronized Set<String> functions() {
    return Set.copyOf(counts.keySet());
  }

  synchronized Set<Long> attributesAskedFor() {
    return Set.copyOf(attributesAskedFor);
  }

  PKCS11 calls() {
    return (PKCS11)
        Proxy.newProxyInstance(
            PKCS11.class.getClassLoader(), new Class<?>[] {PKCS11.class}, this::invoke);
  }

  private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    note(method.getName(), arguments);
    try {
      Object result = method.invoke(real, arguments);
      succeeded(method.getName());
      return result;
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }

  private synchronized void note(String function, Object[] arguments) throws PKCS11Exception {
    if (function.equals("C_GetAttributeValue")) {
      for (CK_ATTRIBUTE each : (CK_ATTRIBUTE[]) arguments[2]) {
        attributesAskedFor.add(each.type);
      }
    }
    Long code = failures.get(function);
    if (code != null && conditions.get(function).test(arguments)) {
      throw new PKCS11Exception(code);
    }
  }

  private synchronized void succeeded(String function) {
    counts.merge(function, 1, Integer::sum);
  }
}
