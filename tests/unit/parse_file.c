/* The child of plan_file_read, for the tests: a program that knows nothing but "parse-file FORMAT". */
#include "exchange/exchange.h"

int main(int argc, char **argv) {
    return argc > 1 ? command_parse_file(argc - 1, argv + 1) : 2;
}
