/** The Open Inference Protocol over gRPC, for the same models. */
@NullMarked
package dev.signet.server.grpc;

import org.jspecify.annotations.NullMarked;
