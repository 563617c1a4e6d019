/** Values as they come every day, on which everybody agrees: they keep the differences from being all that is looked at. */

const words = (text: string): readonly string[] => text.trim().split(/\s*,\s*|\s*\n\s*/)

export const everyday: Readonly<Record<string, readonly string[]>> = {
  em: words(`anna@example.com, bob.jones@example.org, c_lee@example.net, dana-k@mail.example.com, e.f.g@example.co.uk,
    frank+news@example.io, GINA@EXAMPLE.COM, h1234@example.de, info@my-shop.example, j@x.fr, k.l@a1.example,
    mary.o@sub.sub.example.com, nina@example.museum, 007@example.com, q__q@example.com, r%s@example.com`),
  ph: words(`+12125550123, +1 (212) 555-0123, 12125550123, +442079460958, +49 30 901820, +33142685300,
    +34 915 550 123, +31 20 555 0123, +46 8 123 456 78, +4520123456, +61 2 5550 1234, +81 3-1234-5678,
    +91 22 1234 5678, +55 11 3123-4567, +52 55 1234 5678, +27 21 123 4567, +971 50 123 4567, +65 6123 4567,
    +886 2 2345 6789, +972 3-123-4567`),
  fn: words(`Olivia, Liam, Emma, Noah, Amelia, Oliver, Sophia, James, Mia, Lucas, ISABELLA, mateo, Ava, Ethan, Luna,
    Hiro, Fatima, Chen, Aisha, Pablo, Ingrid, Lars, Giulia, Marco, Piotr, Katarzyna, Ivan, Olga, Юлия, 伟, 지우, علي`),
  ln: words(`Smith, Johnson, Williams, Brown, Jones, Garcia, Miller, Davis, Rodriguez, Martinez, Schmidt, Schneider,
    Fischer, Weber, Meyer, Rossi, Russo, Ferrari, Bianchi, Silva, Santos, Oliveira, Souza, Kowalski, Nowak, Ivanov,
    Tanaka, Sato, Kim, Lee, Park, Nguyen, Singh, Kumar, Khan, Иванов, 王, 김`),
  ge: words('f, m, F, M, female, male, Female, MALE'),
  db: words('19850715, 20001231, 19660101, 20040229'),
  ct: words(`London, Paris, Berlin, Madrid, Rome, Vienna, Chicago, Houston, Phoenix, Dallas, Seattle, Denver, Boston,
    Portland, New York, Los Angeles, San Diego, San Antonio, Las Vegas, Salt Lake City, St. Paul, Winston-Salem`),
  st: words('CA, NY, TX, FL, WA, OR, il, Pa, OH, GA, nc, MI, NJ, VA, dc, PR, ON, QC, BC'),
  zp: words('10001, 94103, 60601, 02139, 10115, 75001, 28013, 00184, 1010, 2000, 560001, 11511, 90210-1234'),
  external_id: words('12345, user-1, abc_def, 9b2d6c1e-0f2a-4b7e-8d53-2f3f3b0c9a11, cus_1a2b3c'),
  f5first: words('olivia, Liam, Al, x'),
  f5last: words('smith, Lee, Johnson'),
  fi: words('o, Liam, É'),
  dobd: words('1, 9, 10, 28, 31, 05'),
  dobm: words('1, 9, 10, 12, 05'),
  doby: words('1985, 2000, 1901'),
  app_user_id: words('abc, USER-9, 42'),
}
