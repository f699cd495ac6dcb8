package dev.after4j.test.conformance;

/** What the suite's client speaks to the server under test, always in clear text. */
public enum Protocol {
    /** HTTP/1.1, with connections kept alive. */
    HTTP_1_1,
    /** HTTP/2 with prior knowledge: the client begins with the HTTP/2 preface, without an upgrade. */
    HTTP_2
}
