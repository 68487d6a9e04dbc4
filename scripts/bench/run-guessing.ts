/**
 * `npm run bench -- --guessing`: 20,000 guesses at each kind of secret through HTTP on the production server, by guessers with one
 * address and with very many; the days that limits are counted in are waited out by putting the database's clocks forward. Fails
 * when more is found than chance allows, or more is let through than the limits say. Writes the section `guessing`.
 */
import type { CodePurpose } from '@/lib/features/account/schema'
import { say } from '../lib/say'
import { guessCodes, guessManyPhones } from './guessing/codes'
import { AT_ONCE, type Attack, type Guessed, mostByChance } from './guessing/guess'
import { guessAtCounter, guessElsewhere, makeWaiting } from './guessing/pickup-codes'
import { guessCheckTokens, guessTickets } from './guessing/tokens'
import { guessTotp } from './guessing/totp'
import { HttpClient } from './http-client'
import { machineFacts, table, writeSection } from './report'
import { startServer } from './server'
import type { Stage } from './stage'

const GUESSES = 20_000
const QUICK_GUESSES = 1_000
const OFFICERS = 8
const PURPOSES: CodePurpose[] = [
  'LOGIN',
  'REGISTER',
  'RESET_PASSWORD',
  'CLOSE_ACCOUNT',
  'CHANGE_PHONE',
  'NEW_PHONE',
  'AGENT_CONSENT',
  'TRANSFER_FROM',
  'TRANSFER_TO',
]

export async function measureGuessing(stage: Stage, quick: boolean): Promise<number> {
  const facts = machineFacts()
  // This process makes whom the guesses are about while the server runs: both have one database.
  const env = { ...stage.env, DATABASE_URL: stage.recordUrl, TRUSTED_PROXIES: '1', LOG_LEVEL: 'warn' }
  const server = await startServer({ ...stage, env })
  const http = new HttpClient(stage.port, AT_ONCE)
  const count = quick ? QUICK_GUESSES : GUESSES
  try {
    const rows = await guessEverything({ http, count, dataDir: stage.dataDir })
    const faults = rows.flatMap(faultOf)
    const text = [
      `${facts}; ${count.toLocaleString('en')} guesses of each kind, ${AT_ONCE} at once.`,
      table(HEAD, rows.map(rowOf)),
      faults.length === 0
        ? 'Nothing was found beyond chance, and no limit let more through.'
        : faults.join(' '),
    ].join('\n\n')
    say(`\n${text}`)
    if (!quick) writeSection('guessing', text)
    return faults.length === 0 ? 0 : 1
  } finally {
    http.close()
    await server.stop()
  }
}

async function guessEverything(attack: Attack): Promise<Guessed[]> {
  const rows: Guessed[] = []
  const add = async (running: Promise<Guessed>) => {
    const row = await running
    rows.push(row)
    say(`  ${rowOf(row).join(' · ')}`)
  }
  await add(guessCodes(attack, 'LOGIN', 'one'))
  for (const purpose of PURPOSES) await add(guessCodes(attack, purpose, 'many'))
  await add(guessManyPhones(attack))
  for (const from of ['one', 'many'] as const) await add(guessTickets(attack, from))
  for (const from of ['one', 'many'] as const) await add(guessCheckTokens(attack, from))
  const waiting = await makeWaiting()
  await add(guessAtCounter(attack, waiting, 1, 'one'))
  await add(guessAtCounter(attack, waiting, OFFICERS, 'many'))
  await add(guessElsewhere(attack, waiting))
  for (const place of ['one', 'many', 'device'] as const) await add(guessTotp(attack, place))
  return rows
}

const expectedOf = ({ compared, share }: Guessed): number => compared * share

function faultOf(row: Guessed): string[] {
  const { secret, guesser, compared, found, most } = row
  const bound = mostByChance(expectedOf(row))
  return [
    ...(found > bound ? [`${secret}, ${guesser}: ${found} found, chance gives ${bound} at most.`] : []),
    ...(most !== null && compared > most
      ? [`${secret}, ${guesser}: ${compared} compared, not ${most}.`]
      : []),
  ]
}

const HEAD = [
  'Secret',
  'Guesser',
  'Guesses',
  'Compared',
  'Limit',
  'Refused unread',
  'Found',
  'Expected by chance',
  'Fails above',
]

function rowOf(row: Guessed): string[] {
  const { secret, guesser, guesses, compared, found, most } = row
  const expected = expectedOf(row)
  const whole = (value: number) => value.toLocaleString('en')
  return [
    secret,
    guesser,
    whole(guesses),
    whole(compared),
    most === null ? '–' : whole(most),
    whole(guesses - compared),
    whole(found),
    expected === 0 ? '0' : expected.toPrecision(2),
    whole(mostByChance(expected)),
  ]
}
