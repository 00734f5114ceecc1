package dev.signet.studio.project;

/** What can be done to a project and undone. */
public enum DeedKind {
  ADD,
  MOVE,
  DELETE,
  RESTORE,
  ADD_CLASS,
  RENAME_CLASS,
  ORDER_CLASSES,
  REMOVE_CLASS
}
