import { palette, propertyOf } from '@/components/ui/palette'

const screens = /^(app|components)\/.*(\.css|(?<!\.test)\.tsx?)$/
const homes = [
  'components/ui/palette.ts',
  // Printed papers have the colours of their ink, whatever the screen's.
  'components/document/paper.module.css',
]
/** Drawings of machines and plates have the colours of what they show. */
const drawings = 'components/photo/drawing/'

/** #fff, rgb(…), or a colour's English name as a value. */
const hardColour =
  /#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(|(?<=[a-z]:\s*['"]?)(white|black|red|green|blue|gr[ae]y|orange|yellow)\b/i

/** Custom properties of fonts and heights, or the component libraries' own; others belong to the file that sets them. */
const otherProperty = /^--(font|vh|ant-.*|adm-.*)$/
const colourProperties = new Set(Object.keys(palette).map(propertyOf))

/** A colour written outside its home, or read by a name that nothing defines. */
export function colourFault(file: string, text: string): string | undefined {
  if (!screens.test(file) || homes.includes(file) || file.startsWith(drawings)) return undefined
  const hard = text.match(hardColour)
  if (hard) return `"${hard[0]}": colours are written in components/ui/palette.ts and read by name`
  const names = [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name)
  const own = new Set([...text.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
  const unknown = names.find(
    (name) => !colourProperties.has(name) && !otherProperty.test(name) && !own.has(name),
  )
  return unknown && `${unknown} is defined nowhere`
}
