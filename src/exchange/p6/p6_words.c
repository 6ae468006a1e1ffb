/* The words of P6's two formats for the same things, for readers and writers. */
#include "base/banned.h"
#include "exchange/p6/p6.h"

#define END                                                                                                  \
    { -1, NULL, NULL }

const P6Word p6_kinds[] = {{P6_TASK, "TT_Task", "Task Dependent"},
                           {P6_RESOURCE_TASK, "TT_Rsrc", "Resource Dependent"},
                           {P6_START_MILESTONE, "TT_Mile", "Start Milestone"},
                           {P6_FINISH_MILESTONE, "TT_FinMile", "Finish Milestone"},
                           {P6_LEVEL_OF_EFFORT, "TT_LOE", "Level of Effort"},
                           {P6_WBS_SUMMARY, "TT_WBS", "WBS Summary"},
                           END};
const P6Word p6_states[] = {{P6_NOT_STARTED, "TK_NotStart", "Not Started"},
                            {P6_ACTIVE, "TK_Active", "In Progress"},
                            {P6_COMPLETE, "TK_Complete", "Completed"},
                            END};
const P6Word p6_constraints[] = {{CONSTRAINT_MSO, "CS_MSO", "Start On"},
                                 {CONSTRAINT_SNET, "CS_MSOA", "Start On or After"},
                                 {CONSTRAINT_SNLT, "CS_MSOB", "Start On or Before"},
                                 {CONSTRAINT_MFO, "CS_MEO", "Finish On"},
                                 {CONSTRAINT_FNET, "CS_MEOA", "Finish On or After"},
                                 {CONSTRAINT_FNLT, "CS_MEOB", "Finish On or Before"},
                                 {CONSTRAINT_ALAP, "CS_ALAP", "As Late As Possible"},
                                 {P6_MANDATORY | CONSTRAINT_MSO, "CS_MANDSTART", "Mandatory Start"},
                                 {P6_MANDATORY | CONSTRAINT_MFO, "CS_MANDFIN", "Mandatory Finish"},
                                 END};
const P6Word p6_link_types[] = {{LINK_FS, "PR_FS", "Finish to Start"},
                                {LINK_SS, "PR_SS", "Start to Start"},
                                {LINK_FF, "PR_FF", "Finish to Finish"},
                                {LINK_SF, "PR_SF", "Start to Finish"},
                                {LINK_FS, "FS", NULL},
                                {LINK_SS, "SS", NULL},
                                {LINK_FF, "FF", NULL},
                                {LINK_SF, "SF", NULL},
                                END};
/* By table. */
const P6Word p6_rate_types[] = {
    {0, "COST_PER_QTY", "Price / Unit"},    {1, "COST_PER_QTY2", "Price / Unit 2"},
    {2, "COST_PER_QTY3", "Price / Unit 3"}, {3, "COST_PER_QTY4", "Price / Unit 4"},
    {4, "COST_PER_QTY5", "Price / Unit 5"}, END};
const P6Word p6_resource_kinds[] = {{RESOURCE_PERSON, "RT_Labor", "Labor"},
                                    {RESOURCE_MACHINE, "RT_Equip", "Nonlabor"},
                                    {RESOURCE_MATERIAL, "RT_Mat", "Material"},
                                    {RESOURCE_PERSON, "L", NULL},
                                    {RESOURCE_MACHINE, "N", NULL},
                                    {RESOURCE_MATERIAL, "M", NULL},
                                    END};
const P6Word p6_lag_calendars[] = {
    {LAG_CALENDAR_PREDECESSOR, "rcal_Predecessor", "Predecessor Activity Calendar"},
    {LAG_CALENDAR_SUCCESSOR, "rcal_Successor", "Successor Activity Calendar"},
    {LAG_CALENDAR_PROJECT, "rcal_ProjDefault", "Project Default Calendar"},
    {LAG_CALENDAR_ELAPSED, "rcal_24Hour", "24 Hour Calendar"},
    END};
/* XER has a flag for each instead. */
const P6Word p6_progress_modes[] = {{PROGRESS_RETAINED_LOGIC, NULL, "Retained Logic"},
                                    {PROGRESS_OVERRIDE, NULL, "Progress Override"},
                                    {PROGRESS_ACTUAL_DATES, NULL, "Actual Dates"},
                                    END};
const P6Word p6_float_kinds[] = {{FLOAT_FINISH, "FT_FF", "Finish Float = Late Finish - Early Finish"},
                                 {FLOAT_START, "FT_SF", "Start Float = Late Start - Early Start"},
                                 {FLOAT_SMALLEST, "FT_MIN", "Smallest of Start Float and Finish Float"},
                                 {FLOAT_SMALLEST, "FT_SM", NULL},
                                 END};
const P6Word p6_proficiencies[] = {{3, "3", "3 - Skilled"},       {1, "1", "1 - Master"},
                                   {2, "2", "2 - Expert"},        {4, "4", "4 - Proficient"},
                                   {5, "5", "5 - Inexperienced"}, END};
const P6Word p6_critical_by[] = {{CRITICAL_BY_FLOAT, "CT_TotFloat", "Critical Float"},
                                 {CRITICAL_BY_LONGEST_PATH, "CT_DrivPath", "Longest Path"},
                                 END};
const P6Word p6_weekdays[] = {
    {0, "2", "Monday"}, {1, "3", "Tuesday"},  {2, "4", "Wednesday"}, {3, "5", "Thursday"},
    {4, "6", "Friday"}, {5, "7", "Saturday"}, {6, "1", "Sunday"},    END};
