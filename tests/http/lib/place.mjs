// Where a server under test keeps its data: a folder of its own or, when TRIVET_TEST_DATABASE names a PostgreSQL, a
// database of its own there.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const postgres = process.env.TRIVET_TEST_DATABASE
let count = 0

/** Runs SQL on a PostgreSQL and answers its rows as text. */
export function sql(address, text) {
    const run = spawnSync('psql', ['-d', address, '-XqtA', '-v', 'ON_ERROR_STOP=1', '-c', text], { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`psql: ${run.stderr || run.error}`)
    return run.stdout.trim()
}

export class Place {
    /** server: the address of a PostgreSQL; null: a folder all the same. */
    constructor(server = postgres) {
        this.folder = mkdtempSync(join(tmpdir(), 'trivet-http-'))
        if (!server) return
        this.name = `http_${process.pid}_${++count}`
        this.address = server.replace(/\/[^/?]*(?=\?|$)/, `/${this.name}`)
        sql(server, `CREATE DATABASE ${this.name}`)
    }

    /** The options that tell a command where the data is. */
    get options() {
        return this.address ? ['--database', this.address] : ['--data', this.folder]
    }

    /** What a server is told besides: a database has no folder that the keys could lie in. */
    get env() {
        return this.address ? { TRIVET_KEY_FILE: join(this.folder, 'secret.key') } : {}
    }

    /** Becomes a copy of another, while no server runs on either. */
    copy(other) {
        rmSync(this.folder, { recursive: true })
        cpSync(other.folder, this.folder, { recursive: true })
        if (!this.address) return
        sql(postgres, `DROP DATABASE ${this.name}`)
        sql(postgres, `CREATE DATABASE ${this.name} TEMPLATE ${other.name}`)
    }

    /** Changes what is there while no server runs, behind its back; answers the rows as text. */
    sql(text) {
        if (this.address) return sql(this.address, text)
        const run = spawnSync('sqlite3', [join(this.folder, 'trivet.db'), text], { encoding: 'utf8' })
        if (run.status !== 0) throw new Error(`sqlite3: ${run.stderr || run.error}`)
        return run.stdout.trim()
    }

    remove() {
        if (this.address) sql(postgres, `DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`)
        rmSync(this.folder, { recursive: true, force: true })
    }
}
