/** The word after `name` among the arguments of a program; undefined without it. */
export function optionOf(args: readonly string[], name: string): string | undefined {
  const place = args.indexOf(name)
  return place === -1 ? undefined : args[place + 1]
}
