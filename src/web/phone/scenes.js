// scenes.js - photos that nobody took: drawn, each a little different, so that no two have one hash.
const WIDTH = 640, HEIGHT = 480;
const some = (from, to) => from + Math.random() * (to - from);

function ground(g) {
  const sky = g.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, '#a9c8dc');
  sky.addColorStop(0.5, '#d9e4e0');
  g.fillStyle = sky;
  g.fillRect(0, 0, WIDTH, HEIGHT);
  g.fillStyle = '#6f8f56';
  g.fillRect(0, 210, WIDTH, 270);
  for (let i = 0; i < 40; i++) {
    g.fillStyle = `hsl(${some(85, 115)} 30% ${some(28, 42)}%)`;
    g.beginPath();
    g.arc(some(0, WIDTH), some(185, 225), some(8, 30), 0, 7);
    g.fill();
  }
}
function road(g) {
  g.fillStyle = '#6c6b69';
  g.beginPath();
  g.moveTo(270, 210); g.lineTo(370, 210); g.lineTo(620, 480); g.lineTo(20, 480);
  g.fill();
  for (let i = 0; i < 600; i++) {
    g.fillStyle = `rgb(30 30 30 / ${some(0.05, 0.2)})`;
    g.fillRect(some(60, 580), some(300, 480), 3, 2);
  }
}
function hole(g) {
  ground(g);
  road(g);
  for (let i = 0; i < 3; i++) {
    const x = some(200, 440), y = some(300, 430), r = some(34, 70);
    for (const [grow, colour] of [[1.2, '#4d4946'], [1, '#3a322b'], [0.7, '#7d6a53']]) {
      g.fillStyle = colour;
      g.beginPath();
      g.ellipse(x, y, r * grow, r * 0.42 * grow, some(-0.2, 0.2), 0, 7);
      g.fill();
    }
  }
}
function lamp(g) {
  g.fillStyle = '#101a2b';
  g.fillRect(0, 0, WIDTH, HEIGHT);
  g.fillStyle = '#1c2430';
  g.fillRect(0, 360, WIDTH, 120);
  g.strokeStyle = '#39424f';
  g.lineWidth = 10;
  const x = some(240, 380);
  g.beginPath();
  g.moveTo(x, 480); g.lineTo(x, 90); g.lineTo(x + 110, 70);
  g.stroke();
  g.fillStyle = '#4b5563';
  g.fillRect(x + 90, 62, 60, 16);
  for (let i = 0; i < 40; i++) {
    g.fillStyle = '#d7dfec';
    g.fillRect(some(0, WIDTH), some(0, 300), 2, 2);
  }
}
function rubbish(g) {
  ground(g);
  for (let i = 0; i < 120; i++) {
    g.save();
    g.translate(some(150, 500), some(300, 440));
    g.rotate(some(0, 6));
    g.fillStyle = `hsl(${some(0, 360)} ${some(10, 45)}% ${some(35, 80)}%)`;
    g.fillRect(0, 0, some(16, 50), some(10, 34));
    g.restore();
  }
}

const picture = (paint) => () => new Promise((resolve, reject) => {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  paint(canvas.getContext('2d'));
  canvas.toBlob((blob) => { if (blob) resolve(blob); else reject(new Error('gambar tidak dapat dibuat.')); }, 'image/jpeg', 0.85);
});

export const scenes = [
  { name: 'Jalan berlubang', draw: picture(hole) },
  { name: 'Lampu jalan mati', draw: picture(lamp) },
  { name: 'Sampah menumpuk', draw: picture(rubbish) },
];
