/* Who works on the example, when, and for how much. */
#include "base/banned.h"
#include "example/example.h"
#include "example/rows.h"

const ExampleAccount example_accounts[] = {
    {"paula@example.org", "product manager"}, {"jonas@example.org", "project manager"},
    {"ben@example.org", "team member"},       {"victor@example.org", "sponsor"},
    {"carla@example.org", "stakeholder"},     {NULL, NULL},
};

const PersonRow people_rows[] = {
    {"paula", "Paula Prokop", ROLE_PRODUCT_MANAGER},
    {"jonas", "Jonas Meier", ROLE_PROJECT_MANAGER},
    {"ben", "Ben Okafor", ROLE_MEMBER},
    {"victor", "Victor Adeyemi", ROLE_SPONSOR},
    {"carla", "Carla Rossi", ROLE_STAKEHOLDER},
    {NULL},
};

const CalendarRow calendar_rows[] = {
    {"standard", "Standard week", WEEK_STANDARD, true},
    {"part", "Part-time week, mornings", WEEK_MORNINGS, true},
    {"lab", "Test lab, around the clock", WEEK_ALWAYS, false, {{"Maintenance of the lab", 71, 72}}},
    {"ben", "Ben Okafor", WEEK_STANDARD, true, {{"Leave", 51, 53}}},
    {"lena", "Lena Vogt", WEEK_STANDARD, true, {{"Conference", 23, 24}, {"Leave", 66, 70}}},
    {"mira", "Mira Lindqvist", WEEK_FOUR_DAYS, true, {{"Leave", 41, 45}}},
    {"tomasz", "Tomasz Nowak", WEEK_STANDARD, true, {{"Moving house", 37, 38}, {"Leave", 86, 95}}},
    {"aisha", "Aisha Rahman", WEEK_STANDARD, true, {{"Leave", 15, 16}, {"Leave", 76, 80}}},
    {"hanna", "Hanna Berg", WEEK_STANDARD, true, {{"Leave", 46, 48}}},
    {"yuki", "Yuki Tanaka", WEEK_STANDARD, true, {{"Parental leave", 81, 100}}},
    {NULL},
};

const HolidayRow holiday_rows[] = {
    {"New Year's Day", 2026, 1, 1},
    {"Good Friday", 2026, 4, 3},
    {"Easter Monday", 2026, 4, 6},
    {"Labour Day", 2026, 5, 1},
    {"Ascension Day", 2026, 5, 14},
    {"Whit Monday", 2026, 5, 25},
    {"National Day", 2026, 10, 3},
    {"Christmas Eve", 2026, 12, 24},
    {"Christmas Day", 2026, 12, 25},
    {"Boxing Day", 2026, 12, 26},
    {"New Year's Eve", 2026, 12, 31},
    {"New Year's Day", 2027, 1, 1},
    {"Good Friday", 2027, 3, 26},
    {"Easter Monday", 2027, 3, 29},
    {"Labour Day", 2027, 5, 1},
    {"Ascension Day", 2027, 5, 6},
    {"Whit Monday", 2027, 5, 17},
    {"National Day", 2027, 10, 3},
    {"Christmas Eve", 2027, 12, 24},
    {"Christmas Day", 2027, 12, 25},
    {"Boxing Day", 2027, 12, 26},
    {"New Year's Eve", 2027, 12, 31},
    {NULL},
};

const ResourceRow resource_rows[] = {
    {"ben", "Ben Okafor", RESOURCE_PERSON, "ben", "ben", 100, 98},
    {"lena", "Lena Vogt", RESOURCE_PERSON, NULL, "lena", 100, 95},
    {"mira", "Mira Lindqvist", RESOURCE_PERSON, NULL, "mira", 100, 92},
    {"tomasz", "Tomasz Nowak", RESOURCE_PERSON, NULL, "tomasz", 100, 90},
    {"aisha", "Aisha Rahman", RESOURCE_PERSON, NULL, "aisha", 100, 88},
    {"diego", "Diego Ferrer", RESOURCE_PERSON, NULL, NULL, 100, 94},
    {"priya", "Priya Nair", RESOURCE_PERSON, NULL, NULL, 100, 97},
    {"erik", "Erik Sund", RESOURCE_PERSON, NULL, NULL, 100, 86},
    {"yuki", "Yuki Tanaka", RESOURCE_PERSON, NULL, "yuki", 100, 102},
    {"omar", "Omar Haddad", RESOURCE_PERSON, NULL, NULL, 100, 96},
    {"hanna", "Hanna Berg", RESOURCE_PERSON, NULL, "hanna", 100, 72},
    {"samuel", "Samuel Costa", RESOURCE_PERSON, NULL, "part", 100, 70},
    {"nora", "Nora Weiss", RESOURCE_PERSON, NULL, "part", 100, 64},
    {"chloe", "Chloe Martin", RESOURCE_PERSON, NULL, NULL, 100, 84},
    {"lab", "Test lab", RESOURCE_MACHINE, NULL, "lab", 100, 18, 150},
    {"handhelds", "Handheld rig", RESOURCE_MACHINE, NULL, NULL, 100, 12, 60},
    {"scanner", "Handheld scanner", RESOURCE_MATERIAL, NULL, NULL, 100, 389},
    {NULL},
};
