package dev.signet.studio.check;

import dev.signet.SignetException;
import dev.signet.studio.project.ListedPicture;
import dev.signet.studio.project.PictureRef;
import dev.signet.studio.project.Project;
import dev.signet.studio.project.ProjectException;
import dev.signet.studio.project.ProjectState;
import dev.signet.studio.project.Sentence;
import dev.signet.studio.project.Words;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the pictures of a project while they are collected, on a thread of its own, and proposes
 * what to do about those that may be wrong. A picture is decoded once, as long as its file is the
 * same. Safe for use by many threads.
 */
public final class Check implements AutoCloseable {
  /** The most pictures that are looked at, of each class its share; each takes 12 KB of memory. */
  public static final int MOST = 20_000;

  private static final long PAUSE_MILLIS = 700;

  private final Project project;
  private final long most;
  private final Supplier<List<Doubt>> doubts;
  private final Thread worker;

  private Map<SeenPicture, Glance> glances = new LinkedHashMap<>(); // the worker's own
  private @Nullable Object judged; // the worker's own

  private final Refused refused; // guarded by this, as all below
  private List<Proposal> proposals = List.of();
  private Optional<Held.Aside> aside = Optional.empty();
  private Optional<Words> problem = Optional.empty();
  private int done;
  private int of;
  private int beyond;
  private boolean settled;
  private long version;

  /**
   * How far it is.
   *
   * @param done pictures that were looked at
   * @param of pictures that are looked at
   * @param beyond pictures that are not looked at, because there are too many
   * @param settled whether what is said is about the pictures as they are now
   * @param open proposals that were neither taken nor refused
   * @param version grows when they change
   */
  public record State(int done, int of, int beyond, boolean settled, int open, long version) {}

  /**
   * What was found.
   *
   * @param state how far it is
   * @param proposals that are open, the gravest first
   * @param refused how many were refused
   * @param aside how a part is set aside
   * @param problem why nothing is said of pictures as these
   */
  public record Outcome(
      State state,
      List<Proposal> proposals,
      int refused,
      Optional<Held.Aside> aside,
      Optional<Words> problem) {}

  private Check(Project project, long most, Supplier<List<Doubt>> doubts) {
    this.project = project;
    this.most = most;
    this.doubts = doubts;
    this.refused = new Refused(project.hidden().resolve("refused.json"));
    this.worker = new Thread(this::watch, "check");
    worker.setDaemon(true);
  }

  /**
   * Begins to look.
   *
   * @param doubts what the newest training says of labels
   */
  public static Check begin(Project project, Supplier<List<Doubt>> doubts) {
    return begin(project, MOST, doubts);
  }

  /** The same of so many pictures at most. */
  static Check begin(Project project, int most, Supplier<List<Doubt>> doubts) {
    Check check = new Check(project, most, doubts);
    check.worker.start();
    return check;
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once over all pictures; those that come meanwhile are for the next time. */
  private void look() throws InterruptedException {
    try {
      Map<String, Integer> counts = new LinkedHashMap<>();
      Map<SeenPicture, Glance> now = new LinkedHashMap<>();
      Set<SeenPicture> all = list(counts);
      int there = counts.values().stream().mapToInt(it -> it).sum();
      tell(0, all.size(), there);
      for (SeenPicture picture : all) {
        @Nullable Glance known = glances.get(picture);
        Glance glance = known == null ? glance(picture) : known;
        if (glance != null) {
          now.put(picture, glance);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        tell(now.size(), all.size(), there);
      }
      glances = now;
      judge(new Looked(counts, now));
    } catch (ProjectException e) {
      return; // a class that is gone meanwhile; the next time it is not listed
    }
  }

  private Set<SeenPicture> list(Map<String, Integer> counts) {
    Map<String, List<ListedPicture>> listed = new LinkedHashMap<>();
    for (ProjectState.ClassState each : project.state().classes()) {
      List<ListedPicture> pictures = project.pictures(each.label());
      listed.put(each.label(), pictures);
      counts.put(each.label(), pictures.size());
    }
    long there = counts.values().stream().mapToLong(it -> it).sum();
    Set<SeenPicture> all = new LinkedHashSet<>();
    listed.forEach(
        (label, pictures) ->
            pictures.stream()
                .limit(there <= most ? there : most * pictures.size() / there)
                .forEach(it -> all.add(new SeenPicture(label, it.name(), it.time()))));
    return all;
  }

  private @Nullable Glance glance(SeenPicture picture) {
    try {
      return Glance.of(project.file(picture.ref()));
    } catch (ProjectException e) {
      return null; // it is gone
    }
  }

  private synchronized void tell(int looked, int all, int there) {
    boolean news = all != of || there - all != beyond;
    done = looked;
    of = all;
    beyond = there - all;
    settled = settled && !news;
  }

  /** What is to be said; the same pictures are not judged twice. */
  private void judge(Looked looked) {
    List<Doubt> doubted = doubts.get();
    Object about = List.of(looked.counts(), Set.copyOf(looked.glances().keySet()), doubted);
    if (about.equals(judged)) {
      settle();
      return;
    }
    try {
      Held held = Held.of(looked);
      say(Proposals.of(looked, held, doubted), held.aside(), Optional.empty());
    } catch (SignetException e) {
      Words why = Words.ofCommand(String.valueOf(e.getMessage()));
      say(List.of(), Optional.empty(), Optional.of(why));
    }
    judged = about;
  }

  private synchronized void settle() {
    settled = true;
  }

  private synchronized void say(
      List<Proposal> now, Optional<Held.Aside> held, Optional<Words> why) {
    proposals = now;
    aside = held;
    problem = why;
    settled = true;
    version++;
  }

  /** How far it is. */
  public synchronized State state() {
    return new State(done, of, beyond, settled, open().size(), version);
  }

  private List<Proposal> open() {
    return proposals.stream().filter(it -> !refused.contains(it)).toList();
  }

  /** What was found. */
  public synchronized Outcome outcome() {
    List<Proposal> open = open();
    return new Outcome(state(), open, proposals.size() - open.size(), aside, problem);
  }

  /**
   * Does what was proposed.
   *
   * @param choice which of the choices, 0 first
   * @param pictures of the proposal that it is to be done with
   * @return how many pictures were still there
   */
  public synchronized int take(String id, int choice, List<PictureRef> pictures) {
    Proposal proposal = require(id);
    if (choice < 0 || choice >= proposal.choices().size()) {
      throw new ProjectException(Sentence.NO_PROPOSAL);
    }
    Choice chosen = proposal.choices().get(choice);
    Set<PictureRef> own =
        new HashSet<>(proposal.pictures().stream().map(SeenPicture::ref).toList());
    List<PictureRef> meant = pictures.stream().filter(own::contains).toList();
    int count =
        switch (chosen.deed()) {
          case DELETE -> project.delete(meant);
          case MOVE -> project.move(meant, chosen.to());
          case COLLECT -> 0;
        };
    forget(proposal);
    return count;
  }

  private Proposal require(String id) {
    return proposals.stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new ProjectException(Sentence.NO_PROPOSAL));
  }

  /** Until it is looked at again. */
  private void forget(Proposal proposal) {
    proposals = proposals.stream().filter(it -> !it.id().equals(proposal.id())).toList();
    version++;
  }

  /** Leaves everything as it is, and does not propose it again. */
  public synchronized void refuse(String id) {
    refused.add(require(id).id());
    version++;
  }

  /** Proposes again what was refused. */
  public synchronized void recall() {
    refused.clear();
    version++;
  }

  /** Looks no more. */
  @Override
  public void close() {
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
