let common: Promise<ReadonlySet<string>> | undefined

/** Loaded when first asked: half a megabyte that a server without a change of password never needs. */
async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'].map((text) => String(text).toLowerCase()))
}

/** Whether a password is among the 49,000 most frequent of published leaks, in whatever case. */
export async function isCommonPassword(password: string): Promise<boolean> {
  common ??= load()
  return (await common).has(password.toLowerCase())
}
