/** Google’s rules for pictures, videos, models and documents. */
import { address, listOf, mostTextsBeyond } from './limits.js'
import type { Rule } from './rule.js'

const picture = (number: number) => `https://cdn.example/${number}.jpg`

export const googleMedia: readonly Rule[] = [
  {
    attribute: 'image_link',
    field: 'g:image_link',
    valid: [
      { product: { imageLink: '/1.webp' }, gives: 'https://shop.example/1.webp' },
      { product: { imageLink: '/1.gif' }, gives: 'https://shop.example/1.gif' },
      {
        product: { imageLink: undefined, additionalImageLinks: ['/2.jpg', '/3.jpg'] },
        gives: 'https://shop.example/2.jpg',
      },
    ],
    invalid: [
      { product: { imageLink: undefined }, gives: undefined, finds: [['leftOut', 'EMPTY_IMAGE_URL']] },
      {
        product: { imageLink: 'data:image/png;base64,AA' },
        gives: undefined,
        finds: [['leftOut', 'EMPTY_IMAGE_URL']],
      },
      // Google reads JPEG, WebP, PNG, GIF, BMP and TIFF.
      {
        product: { imageLink: '/1.svg', additionalImageLinks: ['/2.jpg'] },
        gives: 'https://shop.example/2.jpg',
        finds: [['dropped', 'INVALID_IMAGES', 'g:additional_image_link']],
      },
    ],
  },
  {
    attribute: 'additional_image_link',
    field: 'g:additional_image_link',
    valid: [
      { product: { additionalImageLinks: [picture(1)] }, gives: picture(1) },
      {
        product: { additionalImageLinks: ['/größe.webp', picture(2)] },
        gives: ['https://shop.example/gr%C3%B6%C3%9Fe.webp', picture(2)],
      },
    ],
    limit: [
      mostTextsBeyond(10, picture, (additionalImageLinks) => ({ additionalImageLinks })),
      {
        at: { product: { additionalImageLinks: [address(2_000)] }, gives: address(2_000) },
        beyond: {
          product: { additionalImageLinks: [address(2_001), picture(2)] },
          gives: picture(2),
          finds: [['dropped', 'PROPERTY_VALUE_STRING_EXCEEDS_LENGTH']],
        },
      },
    ],
    invalid: [
      {
        product: { additionalImageLinks: ['data:image/png;base64,AA', picture(2)] },
        gives: picture(2),
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'lifestyle_image_link',
    field: 'g:lifestyle_image_link',
    valid: [{ product: { lifestyleImageLinks: listOf(2, picture) }, gives: [picture(1), picture(2)] }],
    invalid: [
      {
        product: { lifestyleImageLinks: ['cid:1'] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'virtual_model_link',
    field: 'g:virtual_model_link',
    valid: [{ product: { virtualModelLink: '/sofa.glb' }, gives: 'https://shop.example/sofa.glb' }],
    invalid: [
      {
        product: { virtualModelLink: 'file:///sofa.glb' },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'video_link',
    field: 'g:video_link',
    valid: [
      {
        product: { videoLinks: ['/1.mp4', '/2.mp4'] },
        gives: ['https://shop.example/1.mp4', 'https://shop.example/2.mp4'],
      },
    ],
    invalid: [
      {
        product: { videoLinks: ['rtsp://cdn.example/1'] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
  {
    attribute: 'document_link',
    field: 'g:document_link',
    valid: [{ product: { documentLinks: ['/manual.pdf'] }, gives: 'https://shop.example/manual.pdf' }],
    invalid: [
      {
        product: { documentLinks: ['smb://files/manual.pdf'] },
        gives: undefined,
        finds: [['dropped', 'PROPERTY_VALUE_FORMAT']],
      },
    ],
  },
]
