// The floor F: every event of the given YAML files, and nothing done with them. One core, each
// file read whole into memory first, as Keyform does.
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <yaml.h>

static unsigned char *contents(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  struct stat status;
  if (!file || fstat(fileno(file), &status) != 0) {
    perror(path);
    exit(1);
  }
  *length = (size_t)status.st_size;
  unsigned char *bytes = malloc(*length + 1);
  if (!bytes || fread(bytes, 1, *length, file) != *length) {
    perror(path);
    exit(1);
  }
  fclose(file);
  return bytes;
}

static long events(const char *path) {
  size_t length;
  unsigned char *bytes = contents(path, &length);
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) exit(1);
  yaml_parser_set_input_string(&parser, bytes, length);
  long count = 0;
  for (int more = 1; more;) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      fprintf(stderr, "%s: %s\n", path, parser.problem ? parser.problem : "not YAML");
      exit(1);
    }
    count++;
    more = event.type != YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  free(bytes);
  return count;
}

int main(int count, char **paths) {
  long total = 0;
  for (int i = 1; i < count; i++) total += events(paths[i]);
  printf("%ld\n", total);
  return 0;
}
