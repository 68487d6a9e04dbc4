import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectRoot } from './project'

/** A native form; its method is its first attribute. One that only searches, with nobody's data, has an address instead. */
const FORM = /<form(?=\s)(?!\s+(?:method="post"|action=))/g

test('no form puts what was typed into the address when it is sent before the scripts are there', () => {
  const files = globSync('{app,components}/**/*.tsx', { cwd: projectRoot })
  expect(files.length).toBeGreaterThan(200)
  const found = files.filter((file) => readFileSync(`${projectRoot}/${file}`, 'utf8').match(FORM))
  expect(found).toEqual([])
  expect('<form className="x" onSubmit={send}>').toMatch(FORM)
  expect('<form method="post" onSubmit={send}>').not.toMatch(FORM)
})
