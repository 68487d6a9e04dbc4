import { palette, propertyOf } from '@/components/ui/palette'

const screens = /^(app|components)\/.*(\.css|(?<!\.test)\.tsx?)$/
const allowedFiles = [
  'components/ui/palette.ts',
  // Printed documents define their own ink colours, independent of the screen.
  'components/document/paper.module.css',
]
/** Drawings of machines and plates use the colours of the real objects. */
const drawings = 'components/photo/drawing/'

/** #fff, rgb(…), or a colour's English name as a value. */
const hardColour =
  /#[0-9a-f]{3,8}\b|\b(rgb|hsl)a?\(|(?<=[a-z]:\s*['"]?)(white|black|red|green|blue|gr[ae]y|orange|yellow)\b/i

/** Custom properties of fonts, heights and component libraries; any other must be set in the file that reads it. */
const otherProperty = /^--(font|font-code|page-width|vh|ant-.*|adm-.*)$/
const colourProperties = new Set(Object.keys(palette).map(propertyOf))

/** Reports a colour defined outside the palette, or a custom property that is not defined. */
export function colourFault(file: string, text: string): string | undefined {
  if (!screens.test(file) || allowedFiles.includes(file) || file.startsWith(drawings)) return undefined
  const hard = text.match(hardColour)
  if (hard) return `"${hard[0]}": colours are written in components/ui/palette.ts and read by name`
  const names = [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name = '']) => name)
  const own = new Set([...text.matchAll(/(--[\w-]+):/g)].map(([, name]) => name))
  const unknown = names.find(
    (name) => !colourProperties.has(name) && !otherProperty.test(name) && !own.has(name),
  )
  return unknown && `${unknown} is defined nowhere`
}
