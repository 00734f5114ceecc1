package dev.signet.data.hdf5;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a name in an HDF5 group leads to; nothing there is opened. */
sealed interface Hdf5Link {
  /** An object of the same file. */
  record Hard(long address) implements Hdf5Link {}

  /** A path in the same file, from the group that holds the link or from the root. */
  record Soft(String path) implements Hdf5Link {}

  /** A path in another file. */
  record External(String file, String path) implements Hdf5Link {}

  /** The links of a group by their names; none if the object is no group. */
  static Map<String, Hdf5Link> of(HdfBackingStorage storage, ObjectHeader group) {
    Map<String, Hdf5Link> links = new LinkedHashMap<>();
    if (group.hasMessageOfType(SymbolTableMessage.class)) {
      addTable(storage, group.getMessageOfType(SymbolTableMessage.class), links);
    } else if (group.hasMessageOfType(LinkInfoMessage.class)) {
      group.getMessagesOfType(LinkMessage.class).forEach(message -> add(message, links));
      addDense(storage, group.getMessageOfType(LinkInfoMessage.class), links);
    }
    return links;
  }

  private static void addTable(
      HdfBackingStorage storage, SymbolTableMessage table, Map<String, Hdf5Link> links) {
    ByteBuffer names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
    for (long node :
        BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
      for (SymbolTableEntry entry :
          new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
        String name = Utils.readUntilNull(names.position(entry.getLinkNameOffset()));
        boolean soft = entry.getCacheType() == 2;
        links.put(
            name,
            soft
                ? new Soft(Utils.readUntilNull(names.position(entry.getLinkValueOffset())))
                : new Hard(entry.getObjectHeaderAddress()));
      }
    }
  }

  private static void addDense(
      HdfBackingStorage storage, LinkInfoMessage info, Map<String, Hdf5Link> links) {
    if (info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS) {
      return;
    }
    FractalHeap heap = new FractalHeap(storage, info.getFractalHeapAddress());
    new BTreeV2<LinkNameForIndexedGroupRecord>(storage, info.getBTreeNameIndexAddress())
        .getRecords()
        .forEach(
            entry ->
                add(
                    LinkMessage.fromBuffer(heap.getId(entry.getId()), storage.getSuperblock()),
                    links));
  }

  private static void add(LinkMessage message, Map<String, Hdf5Link> links) {
    links.put(
        message.getLinkName(),
        switch (message.getLinkType()) {
          case HARD -> new Hard(message.getHardLinkAddress());
          case SOFT -> new Soft(message.getSoftLink());
          case EXTERNAL -> new External(message.getExternalFile(), message.getExternalPath());
        });
  }
}
