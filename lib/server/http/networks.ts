import { BlockList, isIP } from 'node:net'

const entriesOf = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

/** Whether a setting is a list of IP addresses and networks, separated by commas. */
export function isNetworkList(list: string): boolean {
  return entriesOf(list).every((entry) => {
    const [address = '', bits, ...rest] = entry.split('/')
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
    return (
      rest.length === 0 && most > 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
    )
  })
}

/**
 * A test for addresses of a list of addresses and networks.
 * @param list as `isNetworkList` accepts it
 */
export function networkTest(list: string): (address: string) => boolean {
  const networks = new BlockList()
  for (const entry of entriesOf(list)) {
    const [address = '', bits] = entry.split('/')
    const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) networks.addAddress(address, kind)
    else networks.addSubnet(address, Number(bits), kind)
  }
  return (address) => isIP(address) !== 0 && networks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}
