-- Group commit (commit.c): each writer has its savepoint in the one transaction that is made durable for all.

-- name: transaction_begin
BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE;

-- name: transaction_commit
COMMIT;

-- name: transaction_rollback
ROLLBACK;

-- name: transaction_writer_begin
SAVEPOINT writer;

-- name: transaction_writer_rollback
ROLLBACK TO SAVEPOINT writer;

-- name: transaction_writer_release
RELEASE SAVEPOINT writer;

-- name: transaction_savepoint
SAVEPOINT inner_point;

-- name: transaction_savepoint_rollback
ROLLBACK TO SAVEPOINT inner_point;

-- name: transaction_savepoint_release
RELEASE SAVEPOINT inner_point;

-- name: transaction_read_begin
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;
