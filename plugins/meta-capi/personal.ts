/** Taking people's addresses out of texts that are not meant to hold them. */

const mail = /[^\s@<>"'(),;:]+(?:@|%40)[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:]+/gi
const phone = /\+\d[\d\s()./-]{7,18}\d/g

/** The text with mail addresses and international phone numbers replaced. */
export function withoutPersonal(text: string): string {
  if (!text.includes('@') && !text.includes('+') && !text.includes('%40')) return text
  return text.replace(mail, 'redacted').replace(phone, 'redacted')
}
