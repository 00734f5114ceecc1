package dev.signet.explain;

import java.util.List;

/**
 * The share of the heat that lies in a region, over many pictures.
 *
 * @param mean of the pictures' shares, 0 to 1
 * @param low lower end of the mean's 95 % interval, by the normal distribution
 * @param high its upper end
 * @param area the region's share of the pixels: what a map that is the same everywhere has there
 */
public record HeatShare(double mean, double low, double high, double area) {
  private static final double Z = 1.959963984540054;

  /** The mean of at least one share. */
  static HeatShare of(List<Double> shares, double area) {
    double mean = shares.stream().mapToDouble(share -> share).average().orElseThrow();
    double squares = shares.stream().mapToDouble(share -> (share - mean) * (share - mean)).sum();
    int n = shares.size();
    double half = n < 2 ? 1 : Z * Math.sqrt(squares / (n - 1) / n);
    return new HeatShare(mean, Math.max(0, mean - half), Math.min(1, mean + half), area);
  }

  /** Whether the region has more heat than an even map would give it, beyond chance. */
  public boolean isMoreThanEven() {
    return low > area;
  }

  /** Whether the region has less heat than an even map would give it, beyond chance. */
  public boolean isLessThanEven() {
    return high < area;
  }
}
