// What of SQLite takes a variable number of arguments, or cannot be said in Swift.
#include <sqlite3.h>
#include <time.h>

/// Takes words in double quotes for names, never for texts.
static inline void keyform_sqlite_names_in_quotes(sqlite3 *db) {
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
  sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
}

/// Takes away what a query does not need: writing to the schema, extensions, triggers, and functions
/// of the schema that are not known to be harmless.
static inline int keyform_sqlite_harden(sqlite3 *db) {
  int failed = 0;
  failed |= sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
  failed |= sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
  failed |= sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, (int *)0);
  failed |= sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
  return failed;
}

/// Lets views use the virtual table that is being connected.
static inline int keyform_sqlite_innocuous(sqlite3 *db) {
  return sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
}

/// Nanoseconds that the calling thread has worked: what a query may take does not depend on what
/// else the machine does.
static inline long long keyform_thread_nanoseconds(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0) return 0;
  return (long long)now.tv_sec * 1000000000LL + now.tv_nsec;
}

/// Where `part` begins in `whole`, -1 where it does not; in time that grows with their sum.
static inline long keyform_find(
    const void *whole, size_t count, const void *part, size_t length) {
  extern void *memmem(const void *, size_t, const void *, size_t);
  const char *found = (const char *)memmem(whole, count, part, length);
  return found ? (long)(found - (const char *)whole) : -1;
}

/// SQLite copies the bytes. An empty text may have no address, which it would take for NULL.
static inline void keyform_sqlite_result_text(
    sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
  const char *text = count ? (const char *)bytes : "";
  sqlite3_result_text64(context, text, count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/// The bytes outlive the connection, and nobody changes them.
static inline void keyform_sqlite_result_lasting_text(
    sqlite3_context *context, const void *bytes, sqlite3_uint64 count) {
  sqlite3_result_text64(context, (const char *)bytes, count, SQLITE_STATIC, SQLITE_UTF8);
}
