import type { Finding } from '@/lib/core/finding'
import { identifyingCode } from '@/lib/core/normalise'
import { pathLabel } from '@/lib/features/content/rules/display'
import {
  formatWarnings,
  MACHINE_ENV_CODE,
  MACHINE_ENV_CODE_FAULT,
} from '@/lib/features/content/rules/formats'
import { type FilingContent, valueAt } from '@/lib/features/content/schema/content'
import { clear, doubt, unchecked } from './finding'

const FORMATTED = ['codes.machineEnvCode', 'codes.disclosureNumber', 'codes.engineApprovalNumber']

/** Published numbers of an unusual format: to be compared with the photos, since plates of older engines differ. */
export function formatFindings(content: FilingContent): Finding[] {
  const warnings = [...formatWarnings(content), ...envCodeWarning(content)]
  const filled = FORMATTED.filter((path) => valueAt(content, path) !== null)
  if (filled.length === 0) return [unchecked(`没有填写${labels(FORMATTED)}，没有可核对的格式`)]
  const usual = filled.filter((path) => !warnings.some((warning) => warning.path === path))
  return [
    ...warnings.map(({ path, message }) => doubt(message, [path])),
    ...(usual.length > 0 ? [clear(`${labels(usual)}的格式正确`)] : []),
  ]
}

/** The form refuses another format; a filing of an older register may have one. */
function envCodeWarning({ codes }: FilingContent) {
  const key = identifyingCode(codes.machineEnvCode)
  if (key === null || MACHINE_ENV_CODE.test(key)) return []
  return [{ path: 'codes.machineEnvCode', message: MACHINE_ENV_CODE_FAULT }]
}

const labels = (paths: readonly string[]) => paths.map(pathLabel).join('、')
