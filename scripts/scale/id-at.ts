/**
 * SQL for an id like those of Prisma (UUID version 7: the first 48 bits are the time, so ids sort by it). PostgreSQL has a
 * function for it only from version 18. Setting two bits turns the version nibble of a random UUID from 4 to 7.
 * @param instant an expression of type timestamptz
 */
export function idAt(instant = 'now()'): string {
  const milliseconds = `int8send((extract(epoch FROM ${instant}) * 1000)::bigint)`
  const random = `overlay(uuid_send(gen_random_uuid()) PLACING substring(${milliseconds} FROM 3) FROM 1 FOR 6)`
  return `encode(set_bit(set_bit(${random}, 52, 1), 53, 1), 'hex')::uuid`
}
