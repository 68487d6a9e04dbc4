/**
 * Whether a password contains the person's username or name: the first that somebody tries who knows them.
 * @param name may be two characters; one alone says nothing
 */
export function isAboutPerson(
  password: string,
  { username, name }: { username: string; name: string },
): boolean {
  const text = password.toLowerCase()
  return [username, name, name.replaceAll(/[\s·]/g, '')]
    .map((part) => part.toLowerCase())
    .some((part) => part.length >= 2 && text.includes(part))
}
