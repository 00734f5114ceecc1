package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.TestPictures;
import dev.signet.model.WeightCopies.Copy;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightCopiesTest {
  private final ResNet net = ResNet.create(TestPictures.tiny(16, 3), 1);
  private final WeightCopies copies = WeightCopies.of(net);

  @AfterEach
  void free() {
    copies.close();
    net.close();
  }

  @Test
  void copyGivesTheNetworkBackWhatItHeld() {
    fill(1);
    Copy first = copies.take();
    fill(2);
    Copy second = copies.take();
    fill(3);
    first.restore();
    assertThat(networkHolds()).isEqualTo(1);
    second.restore();
    assertThat(networkHolds()).isEqualTo(2);
  }

  @Test
  void sharedCopyStaysAsItIsWhenAHolderRenewsHis() {
    fill(1);
    Copy mine = copies.take();
    Copy yours = mine.share();
    assertThat(address(yours)).isEqualTo(address(mine));
    assertThat(mine.isShared()).isTrue();
    fill(2);
    Copy renewed = mine.renew();
    assertThat(address(renewed)).isNotEqualTo(address(yours));
    assertThat(yours.isShared()).isFalse();
    yours.restore();
    assertThat(networkHolds()).isEqualTo(1);
    renewed.restore();
    assertThat(networkHolds()).isEqualTo(2);
  }

  @Test
  void memoryIsUsedAgainWhenItsLastHolderHasLetGo() {
    Copy first = copies.take();
    Copy second = first.share();
    long address = address(first);
    first.close();
    first.close();
    assertThat(address(copies.take())).isNotEqualTo(address);
    second.close();
    assertThat(address(copies.take())).isEqualTo(address);
  }

  @Test
  void closedCopyIsOfNoUse() {
    Copy copy = copies.take();
    Copy other = copy.share();
    copy.close();
    assertThatThrownBy(copy::restore).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(copy::tensors).hasMessage("the copy of the weights was closed");
    assertThatThrownBy(copy::share).isInstanceOf(IllegalStateException.class);
    assertThat(other.tensors()).containsOnlyKeys(ModelState.of(net).names());
  }

  @Test
  void trimFreesWhatNobodyHoldsAndCloseTheRest() {
    long none = Pointer.totalCount();
    Copy held = copies.take();
    long one = Pointer.totalCount();
    copies.take().close();
    assertThat(Pointer.totalCount()).isGreaterThan(one);
    copies.trim();
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(one);
    held.restore();
    copies.close();
    assertThat(Pointer.totalCount()).isLessThan(none);
  }

  @Test
  void copiesOfBuffersLeaveTheParametersAlone() {
    try (WeightCopies buffers = WeightCopies.ofBuffers(net)) {
      fill(1);
      Copy copy = buffers.take();
      fill(2);
      copy.restore();
      assertThat(networkHolds()).isEqualTo(2);
      assertThat(ModelState.of(net).get("conv1.1.running_mean").toFloats()).containsOnly(1);
    }
  }

  private void fill(double value) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      ModelState.tensors(net).values().forEach(tensor -> tensor.fill_(new Scalar(value)));
    }
  }

  private float networkHolds() {
    return ModelState.of(net).get("fc.weight").toFloats()[0];
  }

  private static long address(Copy copy) {
    try (PointerScope scope = new PointerScope()) {
      Tensor tensor = copy.tensors().get("fc.weight");
      return tensor == null ? 0 : tensor.data_ptr().address();
    }
  }
}
