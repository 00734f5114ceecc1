package dev.signet.training;

import dev.signet.config.OptimizerConfig;
import dev.signet.config.RunConfig;
import dev.signet.model.ResNet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * Adam, AdamW or SGD in one pass over each parameter's memory: libtorch's fused operators, less
 * than half the time of its optimizer classes. The moments are its own.
 */
public final class FusedOptimizer implements Optimizer {
  // The lists that the fused operators write to must be arguments: TorchScript takes an update of a
  // list that it made itself for dead code and drops it.
  private static final String SOURCE =
      """
      def gradients(params: List[Tensor]) -> List[Tensor]:
          grads: List[Tensor] = []
          for p in params:
              grad = p.grad
              assert grad is not None
              grads.append(grad)
          return grads

      def adam(params: List[Tensor], grads: List[Tensor], first: List[Tensor],
               second: List[Tensor], steps: List[Tensor], lr: float, beta1: float,
               beta2: float, eps: float, weight_decay: float, decoupled: bool):
          none: List[Tensor] = []
          for step in steps:
              step.add_(1)
          if decoupled:
              torch._fused_adamw_(params, grads, first, second, none, steps, lr=lr, beta1=beta1,
                                  beta2=beta2, weight_decay=weight_decay, eps=eps,
                                  amsgrad=False, maximize=False)
          else:
              torch._fused_adam_(params, grads, first, second, none, steps, lr=lr, beta1=beta1,
                                 beta2=beta2, weight_decay=weight_decay, eps=eps,
                                 amsgrad=False, maximize=False)

      def sgd(params: List[Tensor], grads: List[Tensor], momenta: List[Tensor], lr: float,
              momentum: float, weight_decay: float, nesterov: bool):
          none: List[Tensor] = []
          buffers = momenta if momentum > 0. else none
          torch._fused_sgd_(params, grads, buffers, weight_decay=weight_decay,
                            momentum=momentum, lr=lr, dampening=0., nesterov=nesterov,
                            maximize=False, is_first_step=False)
      """;

  private final OptimizerConfig config;
  private final PointerScope owner;
  private final TorchScript script;
  private final List<Group> groups;

  /** What a group of parameters shares: weight decay, and a factor of the learning rate. */
  private record Settings(double weightDecay, double lrFactor) {}

  /** Parameters that share their settings, with their names and moments. */
  private record Group(
      List<String> names,
      IValue params,
      IValue first,
      IValue second,
      IValue steps,
      Settings settings) {}

  private FusedOptimizer(
      OptimizerConfig config, ResNet net, double backboneFactor, PointerScope owner) {
    this.config = config;
    this.owner = owner;
    script = new TorchScript(SOURCE);
    groups = new ArrayList<>();
    double weightDecay = config.weightDecay();
    Map<Settings, Map<String, Tensor>> grouped = new LinkedHashMap<>();
    StringTensorDict parameters = net.module().named_parameters();
    for (long i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i).value();
      if (!parameter.requires_grad()) {
        continue;
      }
      boolean isWeight = parameter.dim() > 1; // batch norm and biases have one dimension
      String name = parameters.get(i).key().getString();
      Settings settings =
          new Settings(isWeight ? weightDecay : 0, ResNet.isOfHead(name) ? 1 : backboneFactor);
      grouped.computeIfAbsent(settings, key -> new LinkedHashMap<>()).put(name, parameter);
    }
    grouped.forEach((settings, members) -> addGroup(members, settings));
  }

  /** The optimizer that a run asks for. Made outside of any step's scope. */
  static FusedOptimizer create(RunConfig run, ResNet net) {
    OptimizerConfig config = run.training().optimizer();
    double backboneFactor =
        run.transfer().map(transfer -> transfer.backboneFactor(config.lr())).orElse(1.0);
    return create(config, net, backboneFactor);
  }

  /** An optimizer of the network's parameters. Made outside of any step's scope. */
  public static FusedOptimizer create(OptimizerConfig config, ResNet net) {
    return create(config, net, 1);
  }

  private static FusedOptimizer create(OptimizerConfig config, ResNet net, double backboneFactor) {
    try (PointerScope owner = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      FusedOptimizer optimizer = new FusedOptimizer(config, net, backboneFactor, owner);
      owner.extend(); // outlives this block: close() of the optimizer frees what was made in it
      return optimizer;
    }
  }

  private void addGroup(Map<String, Tensor> parameters, Settings settings) {
    IValue params = script.list(new TensorVector(parameters.values().toArray(Tensor[]::new)));
    groups.add(
        new Group(
            List.copyOf(parameters.keySet()),
            params,
            script.call("zeros_like", params),
            script.call("zeros_like", params),
            script.call("zero_scalars", params),
            settings));
  }

  @Override
  public void step(double lr) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      for (Group group : groups) {
        if (config instanceof OptimizerConfig.Adam adam) {
          adam(group, lr, adam.beta1(), adam.beta2(), adam.epsilon(), false);
        } else if (config instanceof OptimizerConfig.AdamW adam) {
          adam(group, lr, adam.beta1(), adam.beta2(), adam.epsilon(), true);
        } else if (config instanceof OptimizerConfig.Sgd sgd) {
          sgd(group, lr, sgd);
        }
      }
    }
  }

  private void adam(
      Group group, double headLr, double beta1, double beta2, double epsilon, boolean decoupled) {
    IValueVector arguments =
        new IValueVector(
            group.params,
            script.call("gradients", group.params),
            group.first,
            group.second,
            group.steps,
            new IValue(headLr * group.settings.lrFactor),
            new IValue(beta1),
            new IValue(beta2),
            new IValue(epsilon),
            new IValue(group.settings.weightDecay),
            new IValue(decoupled));
    script.function("adam").apply(arguments);
  }

  private void sgd(Group group, double headLr, OptimizerConfig.Sgd sgd) {
    IValueVector arguments =
        new IValueVector(
            group.params,
            script.call("gradients", group.params),
            group.first,
            new IValue(headLr * group.settings.lrFactor),
            new IValue(sgd.momentum()),
            new IValue(group.settings.weightDecay),
            new IValue(sgd.nesterov()));
    script.function("sgd").apply(arguments);
  }

  /**
   * The live moments under PyTorch's names, such as {@code exp_avg.fc.weight}. They belong to the
   * optimizer, the handles to the caller's scope.
   */
  Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Group group : groups) {
      for (int i = 0; i < group.names.size(); i++) {
        String name = group.names.get(i);
        if (config instanceof OptimizerConfig.Sgd sgd) {
          if (sgd.momentum() > 0) {
            tensors.put("momentum_buffer." + name, script.at(group.first, i));
          }
        } else {
          tensors.put("exp_avg." + name, script.at(group.first, i));
          tensors.put("exp_avg_sq." + name, script.at(group.second, i));
          tensors.put("step." + name, script.at(group.steps, i));
        }
      }
    }
    return tensors;
  }

  @Override
  public void close() {
    owner.close();
  }
}
