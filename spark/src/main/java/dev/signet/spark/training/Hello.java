package dev.signet.spark.training;

import java.util.List;
import java.util.Optional;

/**
 * What a worker tells the others before the training begins.
 *
 * @param worker its number, counted from 0
 * @param host on which it runs
 * @param executor process in which it trains
 * @param port on which the first worker waits for the others; 0 from the others
 * @param pulse port on which it hears whether the worker before it is there; 0 without others
 * @param gpu which one it takes; empty where Spark deals them out, and on a processor
 * @param computes versions of Signet and libtorch, kind of device and precision
 * @param processor instruction set that its kernels use
 * @param pictures how many it has to learn from
 * @param fingerprint of its pictures; empty without any
 * @param checkpoint that the first worker goes on from
 * @param before fingerprints of all workers' pictures when the run was begun
 * @param problem why it cannot take part, one line
 */
record Hello(
    int worker,
    String host,
    String executor,
    int port,
    int pulse,
    String gpu,
    String computes,
    String processor,
    int pictures,
    String fingerprint,
    Optional<String> checkpoint,
    List<String> before,
    Optional<String> problem) {}
