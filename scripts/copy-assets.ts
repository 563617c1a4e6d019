/** Copies what the compiler leaves behind into `dist`: the stylesheet and the script of the merchant's pages. */
import { cp } from 'node:fs/promises'

const folder = 'src/admin/assets/'

await cp(new URL(`../${folder}`, import.meta.url), new URL(`../dist/${folder}`, import.meta.url), {
  recursive: true,
})
