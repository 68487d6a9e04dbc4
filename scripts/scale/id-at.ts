/**
 * SQL for an id as Prisma makes them (UUID of version 7: its first 48 bits are the time, so that ids sort by it). Written
 * out, since PostgreSQL has a function for it from 18 only. The random UUID's version nibble 4 becomes 7 by two bits.
 * @param instant an expression of type timestamptz
 */
export function idAt(instant = 'now()'): string {
  const milliseconds = `int8send((extract(epoch FROM ${instant}) * 1000)::bigint)`
  const random = `overlay(uuid_send(gen_random_uuid()) PLACING substring(${milliseconds} FROM 3) FROM 1 FOR 6)`
  return `encode(set_bit(set_bit(${random}, 52, 1), 53, 1), 'hex')::uuid`
}
