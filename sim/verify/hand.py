"""The hand traces.  How the times come about is written at the top of each scenario file."""

from __future__ import annotations

from sim.verify.traces import Trace

TRACES = (
    Trace("hand-1-one-server", """
        * capacity server                                           0
        arrive serve, join serve                                    0  1  2 12 14
        admit serve, claim server, start serve                      0  3  6 12 15
        end serve, release server, exit done                        3  6  9 15 19
    """),
    Trace("hand-2-served-or-refused", "\n".join((
        "* capacity server 0",
        "arrive serve, join serve " + " ".join(str(day) for day in range(1, 101)),
        "admit serve, claim server, start serve " + " ".join(str(day) if day % 2 else "-" for day in range(1, 101)),
        "end serve, release server, exit done " + " ".join(f"{day + 1.5}" if day % 2 else "-" for day in range(1, 101)),
        "balked serve, exit refused " + " ".join("-" if day % 2 else str(day) for day in range(1, 101)),
    ))),
    Trace("hand-3-release-before-seize", """
        * capacity server                                           0
        arrive serve, join serve, admit serve, claim server         0  1  2  3  4  5  6  7  8  9
        start serve                                                 0  1  2  3  4  5  6  7  8  9
        end serve, release server, exit done                        1  2  3  4  5  6  7  8  9 10
    """),
    Trace("hand-4-strict-first-come", """
        * capacity units                                            0
        arrive hold, join hold                                      0  1  2
        admit hold, claim units, start hold                         0 10 10
        end hold, release units, exit done                         10 20 20
    """),
    Trace("hand-5-capacity-steps", """
        * capacity server                                           0  5 10 15
        arrive work, join work                                      0  0  0
        admit work, claim server, start work                        5 15 20
        end work, release server, exit done                        10 20 25
    """),
    Trace("hand-6-gates", """
        arrive lesson, join lesson                                 .3 .5 .7 1.2 1.3 1.8 2.6 2.7 3.1
        * seats session, * others session, * held session           1  2  3   4
        admit lesson, start lesson                                  1  1  1   2   2   3   3   3   4
        end lesson, exit done                                     1.5 1.5 1.5 2.5 2.5 3.5 3.5 3.5 4.5
    """),
    Trace("hand-7-quarterly-hold", """
        * capacity place                                  2021-01-01
        * seats hold, * others hold, * held hold          2021-01-01 2021-04-01 2021-07-01 2021-10-01 2022-01-01
        ...  2022-04-01
        ... 2022-07-01 2022-10-01 2023-01-01 2023-04-01
        arrive tilbud, join tilbud, admit tilbud          2021-01-01x12 2021-04-01x12 2021-07-01x12 2021-10-01x12
        ... 2022-01-01x12 2022-04-01x12 2022-07-01x12 2022-10-01x12
        claim place, start tilbud                         2021-01-01x12 2021-04-01x12 2021-07-01x12 2021-10-01x12
        ... 2022-01-01x12 2022-04-01x12 2022-07-01x12 2022-10-01x12
        end tilbud, release place, exit done              2021-04-01x12 2021-07-01x12 2021-10-01x12 2022-01-01x12
        ... 2022-04-01x12 2022-07-01x12 2022-10-01x12 2023-01-01x12
    """),
    Trace("hand-8-months", """
        arrive month, start month                 2021-01-31 2023-12-31 2024-01-31T12:00 - 2024-02-29 2027-02-28
        end month, start two_months               2021-02-28 2024-01-31 2024-02-29T12:00 - 2024-03-29 2027-03-28
        end two_months, start year                2021-04-28 2024-03-31 2024-04-29T12:00 - 2024-05-29 2027-05-28
        end year                                  2022-04-28 2025-03-31 2025-04-29T12:00 - 2025-05-29 2028-05-28
        arrive again, start again                 - - - 2024-02-29
        end again                                 - - - 2025-02-28
        exit done              2022-04-28 2025-03-31 2025-04-29T12:00 2025-02-28 2025-05-29 2028-05-28
    """),
    Trace("hand-8-working-days", """
        arrive stay, start stay   2020-12-31       2021-03-31T10:00 2021-12-25T06:00
        ...                       2023-05-04T09:00 2023-05-05T09:00 2024-04-25T09:00
        end stay, exit done       2021-01-05       2021-04-07T10:00 2021-12-29T06:00
        ...                       2023-05-09T09:00 2023-05-10T09:00 2024-04-29T09:00
    """),
    Trace("hand-8-closures", """
        * seats session, * others session    2020-12-16T10:00 2021-01-11T10:00 2021-01-13T10:00 2021-12-22T10:00
        ... 2022-01-10T10:00 2022-01-12T10:00
        * held session                       2020-12-16T10:00 2021-01-11T10:00 2021-01-13T10:00 2021-12-22T10:00
        ... 2022-01-10T10:00 2022-01-12T10:00
        arrive lesson, join lesson           2020-12-17       2021-01-12       2021-12-17       2021-12-23
        ...  2022-01-11
        admit lesson, start lesson           2021-01-11T10:00 2021-01-13T10:00 2021-12-22T10:00 2022-01-10T10:00
        ...  2022-01-12T10:00
        end lesson, exit done                2021-01-11T11:00 2021-01-13T11:00 2021-12-22T11:00 2022-01-10T11:00
        ...  2022-01-12T11:00
    """),
    Trace("hand-8-week-53", """
        * capacity opening stay                           2020-12-24 2020-12-25 2021-01-04
        arrive stay, join stay                            2020-12-27T15:00 2021-01-01T08:00 2021-01-05T15:00
        admit stay, start stay                            2021-01-04       2021-01-04       2021-01-05T15:00
        end stay, exit done                               2021-01-05       2021-01-05       2021-01-06T15:00
    """),
    Trace("hand-8-no-week-53", """
        * capacity opening stay                           2021-12-22 2021-12-25 2021-12-27 2022-01-01 2022-01-03
        arrive stay, join stay                            2021-12-26T15:00 2021-12-28T15:00
        admit stay, start stay                            2021-12-27       2021-12-28T15:00
        end stay, exit done                               2021-12-28       2021-12-29T15:00
    """),
    Trace("hand-9-staff-hours", """
        arrive talk, start talk, overdue talk                     2021-01-04T06:00 2021-01-04T10:00 2021-01-08T15:24
        work_due work.talk.0                                      2021-01-04T06:00 2021-01-04T10:00 2021-01-08T15:24
        work_start work.talk.0                                    2021-01-04T08:00 2021-01-04T13:00 2021-01-11T08:00
        work_done work.talk.0, end talk, start stay               2021-01-04T13:00 2021-01-05T10:36 2021-01-11T13:00
        work_due work.stay.0, work_start work.stay.0              2021-01-06T13:00 2021-01-07T10:36 2021-01-13T13:00
        work_done work.stay.0                                     2021-01-06T14:00 2021-01-07T11:36 2021-01-13T14:00
        end stay, exit done                                       2021-01-07T13:00 2021-01-08T10:36 2021-01-14T13:00
    """),
    Trace("hand-9-part-time", """
        arrive talk, start talk, overdue talk   2021-01-04T08:00 2021-01-04T08:00 2021-01-04T08:00 2021-01-04T14:00
        work_due work.talk.0                    2021-01-04T08:00 2021-01-04T08:00 2021-01-04T08:00 2021-01-04T14:00
        work_start work.talk.0                  2021-01-04T08:00 2021-01-04T08:00 2021-01-04T13:00 2021-01-05T09:18
        work_done work.talk.0                   2021-01-04T13:00 2021-01-05T09:18 2021-01-05T12:36 2021-01-05T10:18
        end talk, exit done                     2021-01-04T13:00 2021-01-05T09:18 2021-01-05T12:36 2021-01-05T10:18
    """),
    Trace("hand-10-backfill", """
        * capacity place                                            0
        * seats hold, * others hold, * held hold                    0 50
        arrive stay, join stay                                      0x12
        admit stay, claim place, start stay                         0x2 10x2 20x2 30x2 40x2 50x2
        backfill hold                                               -x2 10x2 20x2 30x2 40x2 50x2
        end stay, release place, exit done                          10x2 20x2 30x2 40x2 50x2 60x2
    """),
    Trace("hand-11-budget", """
        * capacity grant                                            0 20
        arrive course, join course                                  0  1  2  3 19 20 21 22
        admit course, claim grant, start course                     0  1  2  -  - 20 21
        end course, exit done                                       2  3  4  -  - 22 23
        balked course, exit refused                                 -  -  -  3 19  -  - 22
    """),
    Trace("hand-12-tokens", """
        * token_in vacancy                                          5 10 12 13 14
        * token_expired vacancy                                    13
        * token_lost vacancy                                       14
        arrive job, join job                                        3  6 15 15 15
        admit job, token_taken vacancy, exit hired                  5  - 15 15
        reneged job                                                 -  8
        balked job                                                  -  -  -  - 15
        exit nothing                                                -  8  -  - 15
    """),
    Trace("hand-13-meanwhile", """
        * token_in vacancy                                          5  7  9 30
        arrive look, start look                                     0  1  2
        token_taken vacancy                                         -  7  5  9
        called vacancy                                              -  7  5
        end look, exit gave_up                                     30
        arrive job, join job                                        -  -  -  8
        admit job                                                   -  -  -  9
        exit hired                                                  -  7  5  9
    """),
    Trace("hand-14-try-again", """
        * seats session, * others session                          10 15 40 45 50
        * held session                                             15
        * not_held session                                         10 40 45 50
        arrive class, join class                                    5  5 12 30
        admit class, start class                                   15 15 15
        end class, exit done                                       16 16 16
        in_line class                                               -  -  - 60
    """),
    Trace("hand-15-backlog", """
        * capacity place                                            0
        arrive stay                                                 0  0  0  1
        join stay                                                   0  -  -  1
        admit stay                                                  7  -  - 17
        claim place, start stay                                     7  0  0 17
        end stay, release place, exit done                         17  7  7 27
    """),
    Trace("hand-16-pause-and-stop", """
        * capacity opening stay                                     0 20 25
        arrive stay, join stay                                      0  6  8 21
        admit stay, start stay                                      0  6  8 25
        end stay, exit done                                        13 18 18 35
    """),
    Trace("hand-17-turnaround", """
        * capacity place                                            2021-01-04
        * turned place                                              2021-01-11 2021-01-18 2021-01-25
        arrive stay, join stay                                      2021-01-04x3
        admit stay, claim place, start stay                         2021-01-04 2021-01-11 2021-01-18
        end stay, release place, exit done                          2021-01-08 2021-01-15 2021-01-22
    """),
    Trace("hand-18-two-resources", """
        * capacity a, * capacity b                                  0
        arrive work, join work                                      0  1  2
        admit work, start work                                      0  5 10
        claim a                                                     0  5
        claim b                                                     -  5 10
        end work, exit done                                         5 10 11
        release a                                                   5 10
        release b                                                   - 10 11
    """),
    Trace("hand-19-holding", """
        * capacity place, * capacity colleague                      0
        arrive learn, join learn                                    0  0  0
        admit learn, claim place, claim colleague, start learn      0  3  6
        end learn, release colleague, start work                    3  6  9
        end work, release place, exit done                          6  9 12
    """),
    Trace("hand-20-setup-and-limit", """
        arrive work, setup work                                     0
        start work                                                  2+5
        end work                                                    5+8
        limited work, exit out                                      8
    """),
    Trace("hand-21-cohorts", """
        arrive stay, attribute end, start stay                      0 10 10 10 91.25 182.5 273.75
        end stay                                                    1 11 11 11 92.25 183.5 274.75
        exit got_job                                                - 11
        exit got_nothing                                             1  - 11 11 92.25 183.5 274.75
    """),
    Trace("hand-22-priority", """
        * capacity server                                           0
        arrive serve, join serve                                    0  1  2  3
        admit serve, claim server, start serve                      0 20 10 30
        end serve, release server, exit done                       10 30 20 40
    """),
    Trace("hand-23-end-and-risk", """
        arrive stay, start stay                                     0  0  0
        end stay                                                    5  4
        exit done                                                   5  4
        risk stay, exit hurt                                        -  -  5
    """),
    Trace("hand-24-changed-numbers", """
        * capacity place                                            0  4  8
        * token_in vacancy                                          0 0 3 3 6 6 9 9
        * token_lost vacancy                                        3  6
        arrive stay, join stay                                      0  0  0  0  0
        admit stay, claim place, start stay                         0  4  4  5 10
        end stay, release place, join job, admit job                5  9  9 10 15
        token_taken vacancy, exit hired                             5  9  9 10 15
    """),
    Trace("hand-25-changed-parameters", """
        * capacity place                                            0 25
        * seats session, * others session, * held session          10 20
        arrive learn, attribute haste, join learn                   1  2  3 12 22 24
        move learn                                                  -  - 25 25 25 25
        admit learn, claim place, start learn                      10 20 25 26 28
        end learn, release place                                   16 26 28 29 31
        exit home                                                  16
        exit work                                                   - 26 28 29 31
        reneged learn, exit gone                                    -  -  -  -  - 27
    """),
    Trace("hand-26-working-days", """
        * seats session, * others session                           2  8
        * not_held session                                          2
        * held session                                              8
        arrive class, join class                                    1  8 10
        admit class, start class                                    8  8
        work_due followup.talk.class                                10+14 10+14
        work_start followup.talk.class                              10.3333333+14.3333333 10.3333333+14.3333333
        work_done followup.talk.class                               10.375+14.375 10.375+14.375
        end class, exit done                                        22 22
        in_line class                                               -  - 30
    """),
    Trace("hand-27-closing", """
        * capacity place                                            0
        * capacity opening course                                   0  8
        * token_in vacancy                                         10
        arrive course, join course                                  0  1  2  8  9
        admit course, claim place, start course                     0  5
        end course, release place                                   5 10
        sent_away course                                            -  -  8  8  9
        join job                                                    5 10
        sent_away job                                               9 10
        exit back                                                   9 10  8  8  9
    """),
    Trace("hand-28-limit-since-arrival", """
        * capacity place                                            0
        attribute since arrival                                     0  0  0  1 20
        arrive course                                               0  0  -  1 20
        arrive before, start before                                 -  -  0
        end before                                                  -  -  3
        join course                                                 0  0  3  1 20
        admit course, claim place, start course                     0  4  -  8 20
        end course, start after                                     4  8  -  - 24
        release place                                               4  8  - 10 24
        end after, exit soon                                        8  -  -  - 28
        reneged course                                              -  -  9
        risk course                                                 -  -  - 10
        risk after                                                  -  9
        exit late                                                   -  9  9 10
    """),
    Trace("hand-29-events", """
        attribute health                                            0  9 14
        arrive course, start course                                 0  9 14
        mark                                                       12 12
        end course, mark course, start job                          4 13 18
        decide able                                                 4 13 18+20
        end job                                                    14 23
        risk job, mark job                                          -  - 20
        exit back                                                  14
        exit done                                                   - 23
        exit home                                                   -  - 20
    """),
    Trace("hand-30-closed-places", """
        * capacity a, * capacity b, * capacity c                    0  4  7 11 14 18
        arrive finish, join finish                                  2  -  -  3
        arrive pause, join pause                                    -  2  -  -  3
        arrive send, join send                                      -  -  2  -  -  3
        admit finish, claim a, start finish                         2  -  -  7
        admit pause, claim b, start pause                           -  2  -  -  8
        admit send, claim c, start send                             -  -  2  -  -  7
        end finish, release a                                       5  -  - 10
        end pause, release b                                        -  8  -  - 11
        end send                                                    -  -  -  -  - 10
        release c                                                   -  -  4  -  - 10
        risk send, exit out                                         -  -  4
        exit done                                                   5  8  - 10 11 10
    """),
    Trace("hand-31-held-until-granted", """
        * capacity bed                                              0
        * capacity home                                             0
        arrive ward, join ward                                      0  1  2
        admit ward, claim bed, start ward                           0  2 12
        end ward, join home                                         2  4 14
        admit home, claim home, start home                                      2 12 22
        release bed                                                 2 12 22
        end home, release home, exit done                          12 22 32
    """),
    Trace("hand-32-newest-token", """
        * token_in fresh, * token_in old                            0  1  2
        * token_expired fresh                                      10
        * token_expired old                                        12
        arrive fresh, join fresh, admit fresh, token_taken fresh    3  -  4
        arrive old, join old, admit old, token_taken old            -  3  -  4
        exit done                                                   3  3  4  4
    """),
    Trace("hand-33-changed-queue-and-week", """
        * capacity place                                            0 11 14 18 21 25 28
        arrive stay, join stay                                      3  4  4.5  5  7.5 10  12 22
        admit stay, claim place, start stay                         3  5.5  8  -  -  10.5 16 22
        end stay, release place, exit done                          5.5  8 10.5  -  -  16 21.5 24.5
        balked stay, exit full                                      -  -  -  5  7.5  -  -  -
    """),
    Trace("hand-34-changed-ways-and-cleaning", """
        * capacity place                                            0
        * turned place                                              3  6 14 19
        arrive stay, join stay                                      0  1 2.5  9 11 13.5
        admit stay, claim place, start stay                         0  -  3  9  - 14
        end stay, release place, exit done                          2  -  5 11  - 16
        reneged stay                                                -  2  -  - 12  -
        exit early                                                  -  2  -  -  -  -
        exit late                                                   -  -  -  - 12  -
    """),
)  # fmt: skip
