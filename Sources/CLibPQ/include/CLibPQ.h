// What Keyform calls of libpq, PostgreSQL's client library, in version 5 of its binary interface.
//
// The library is loaded when a PostgreSQL target is first named: it brings two dozen others with it,
// half of a short run's start, and whoever has no such target need not install it.
#ifndef KEYFORM_CLIBPQ_H
#define KEYFORM_CLIBPQ_H

#include <stddef.h>

// Another library must not find our functions in place of its own.
#pragma GCC visibility push(hidden)

/// Loads libpq, once for the process. NULL where it is there; else why it is not, in the words of
/// the loader. To be called before any function of it.
const char *keyform_libpq_problem(void);

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;
typedef struct pg_cancel PGcancel;
typedef void (*PQnoticeReceiver)(void *argument, const PGresult *result);

// The values of these that are named nowhere are left out.
typedef enum { CONNECTION_OK = 0 } ConnStatusType;
typedef enum {
  PGRES_BAD_RESPONSE = 5,
  PGRES_NONFATAL_ERROR = 6,
  PGRES_FATAL_ERROR = 7,
  PGRES_SINGLE_TUPLE = 9
} ExecStatusType;
typedef enum { PQTRANS_IDLE = 0, PQTRANS_ACTIVE = 1 } PGTransactionStatusType;
typedef enum { PQERRORS_TERSE = 0 } PGVerbosity;
typedef enum { PQSHOW_CONTEXT_NEVER = 0 } PGContextVisibility;

typedef struct {
  char *keyword;
  char *envvar;
  char *compiled;
  char *val;
  char *label;
  char *dispchar;
  int dispsize;
} PQconninfoOption;

/// Every function that is called: what it gives, its name, its parameters with their types, and
/// their names alone.
#define KEYFORM_LIBPQ(F) \
  F(PGconn *, PQconnectdbParams, (const char *const *names, const char *const *values, int expand), \
    (names, values, expand)) \
  F(PQconninfoOption *, PQconninfoParse, (const char *text, char **problem), (text, problem)) \
  F(void, PQconninfoFree, (PQconninfoOption *options), (options)) \
  F(void, PQfinish, (PGconn *c), (c)) \
  F(ConnStatusType, PQstatus, (const PGconn *c), (c)) \
  F(PGTransactionStatusType, PQtransactionStatus, (const PGconn *c), (c)) \
  F(const char *, PQparameterStatus, (const PGconn *c, const char *name), (c, name)) \
  F(int, PQserverVersion, (const PGconn *c), (c)) \
  F(char *, PQerrorMessage, (const PGconn *c), (c)) \
  F(int, PQsocket, (const PGconn *c), (c)) \
  F(int, PQsetnonblocking, (PGconn *c, int isNonblocking), (c, isNonblocking)) \
  F(PQnoticeReceiver, PQsetNoticeReceiver, (PGconn *c, PQnoticeReceiver to, void *argument), \
    (c, to, argument)) \
  F(PGVerbosity, PQsetErrorVerbosity, (PGconn *c, PGVerbosity verbosity), (c, verbosity)) \
  F(PGContextVisibility, PQsetErrorContextVisibility, (PGconn *c, PGContextVisibility shown), \
    (c, shown)) \
  F(PGcancel *, PQgetCancel, (PGconn *c), (c)) \
  F(void, PQfreeCancel, (PGcancel *cancel), (cancel)) \
  F(int, PQcancel, (PGcancel *cancel, char *message, int size), (cancel, message, size)) \
  F(int, PQsendQuery, (PGconn *c, const char *sql), (c, sql)) \
  F(int, PQsendQueryParams, \
    (PGconn *c, const char *sql, int count, const unsigned int *types, const char *const *values, \
     const int *lengths, const int *formats, int resultFormat), \
    (c, sql, count, types, values, lengths, formats, resultFormat)) \
  F(int, PQsetSingleRowMode, (PGconn *c), (c)) \
  F(int, PQisBusy, (PGconn *c), (c)) \
  F(int, PQconsumeInput, (PGconn *c), (c)) \
  F(int, PQflush, (PGconn *c), (c)) \
  F(int, PQputCopyData, (PGconn *c, const char *bytes, int count), (c, bytes, count)) \
  F(int, PQputCopyEnd, (PGconn *c, const char *problem), (c, problem)) \
  F(PGresult *, PQgetResult, (PGconn *c), (c)) \
  F(void, PQclear, (PGresult *r), (r)) \
  F(ExecStatusType, PQresultStatus, (const PGresult *r), (r)) \
  F(char *, PQresultErrorField, (const PGresult *r, int field), (r, field)) \
  F(char *, PQcmdStatus, (PGresult *r), (r)) \
  F(int, PQntuples, (const PGresult *r), (r)) \
  F(int, PQnfields, (const PGresult *r), (r)) \
  F(int, PQgetisnull, (const PGresult *r, int row, int column), (r, row, column)) \
  F(int, PQgetlength, (const PGresult *r, int row, int column), (r, row, column)) \
  F(char *, PQgetvalue, (const PGresult *r, int row, int column), (r, row, column))

#define KEYFORM_PROTOTYPE(result, name, parameters, arguments) result name parameters;
KEYFORM_LIBPQ(KEYFORM_PROTOTYPE)

#pragma GCC visibility pop
#endif
