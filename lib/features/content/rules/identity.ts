import type { FilingContent } from '../schema/content'

/**
 * What tells one machine of a fleet from the others, for lists of them: the machine's own serial, else its PIN or plate; its
 * engine's serial only where there is nothing else, since an engine may have been moved. Null where nothing is given.
 */
export function machineIdentity({
  machine,
  plate,
  engine,
}: FilingContent): { label: string; value: string } | null {
  const candidates = [
    ['机械出厂编号', machine.serial],
    ['产品识别码', machine.pin],
    ['车辆号牌', plate],
    ['发动机出厂编号', engine.serial],
  ] as const
  const found = candidates.find(([, value]) => value)
  return found?.[1] ? { label: found[0], value: found[1] } : null
}

/** 挖掘机 SD16AA111446; an engine's serial is named as such. @param category its name */
export function machineTitle(category: string | null, content: FilingContent): string {
  const identity = machineIdentity(content)
  const isEngine = identity?.label === '发动机出厂编号'
  return [category, isEngine && identity.label, identity?.value].filter(Boolean).join(' ')
}
